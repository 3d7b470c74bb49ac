/** JSON as a codec: how the encoder's parts are written, and what the decoder is given. */

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const manyDigits = /\d{16}/;
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const wholeNumber = /^-?\d+$/;

export const json = Object.freeze({
  name: 'json',
  nothing: 'null',
  boolean: String,
  integer: String,
  float,
  string: JSON.stringify,
  list: (items) => `[${items.join(',')}]`,
  map: (members) => `{${members.map((member) => member.join(':')).join(',')}}`,
  toBytes: (written) => Buffer.from(written, 'utf8'),
  parse,
});

function float(value) {
  if (!Number.isFinite(value)) {
    return `{"$float":"${value}"}`;
  }
  if (Object.is(value, -0)) {
    return '-0.0';
  }
  return Number.isInteger(value) ? value.toExponential() : String(value);
}

function parse(bytes) {
  const text = utf8.decode(bytes);
  return JSON.parse(manyDigits.test(text) ? text.replace(stringOrNumber, keepExact) : text);
}

/** `JSON.parse` would round large integers; their tag is read from digits. */
function keepExact(token) {
  return !wholeNumber.test(token) || Number.isSafeInteger(Number(token))
    ? token
    : `{"$int":"${token}"}`;
}
