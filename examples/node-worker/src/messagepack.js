/**
 * MessagePack as a codec, as far as docs/values.md goes. The encoder's parts are strings with a
 * character for each byte: they are joined quickly.
 */

import { MessagePackParser } from './messagepack-parser.js';

const LARGEST_U64 = 2n ** 64n - 1n;
const SMALLEST_I64 = -(2n ** 63n);

export const messagePack = Object.freeze({
  name: 'msgpack',
  nothing: '\xc0',
  boolean: (value) => (value ? '\xc3' : '\xc2'),
  integer,
  float: (value) => bytes(9, (to) => to.writeDoubleBE(value, to.writeUInt8(0xcb))),
  string,
  list: (items) => sized(items.length, 0x90, 15, [0, 0xdc, 0xdd]) + items.join(''),
  map: (members) => sized(members.length, 0x80, 15, [0, 0xde, 0xdf]) + members.flat().join(''),
  toBytes: (written) => Buffer.from(written, 'latin1'),
  parse: (body) => new MessagePackParser(body).parse(),
});

function integer(value) {
  if (value >= -32 && value <= 127) {
    return String.fromCharCode(Number(value) & 0xff);
  }
  const exact = BigInt(value);
  if (exact > LARGEST_U64 || exact < SMALLEST_I64) {
    return messagePack.map([[string('$int'), string(String(exact))]]);
  }
  return bytes(9, (to) =>
    exact > 0n
      ? to.writeBigUInt64BE(exact, to.writeUInt8(0xcf))
      : to.writeBigInt64BE(exact, to.writeUInt8(0xd3)),
  );
}

function string(value) {
  const utf8 = Buffer.from(value, 'utf8');
  return sized(utf8.length, 0xa0, 31, [0xd9, 0xda, 0xdb]) + utf8.toString('latin1');
}

/** What begins a string, a list or a map: its first byte, or a kind with 8, 16 or 32 bits of size. */
function sized(size, short, longestShort, [kind8, kind16, kind32]) {
  if (size <= longestShort) {
    return String.fromCharCode(short | size);
  }
  if (kind8 !== 0 && size <= 0xff) {
    return String.fromCharCode(kind8, size);
  }
  return size <= 0xffff
    ? bytes(3, (to) => to.writeUInt16BE(size, to.writeUInt8(kind16)))
    : bytes(5, (to) => to.writeUInt32BE(size, to.writeUInt8(kind32)));
}

function bytes(size, write) {
  const buffer = Buffer.alloc(size);
  write(buffer);
  return buffer.toString('latin1');
}
