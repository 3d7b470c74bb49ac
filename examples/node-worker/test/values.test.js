/** What becomes of values: docs/values.md. */

import assert from 'node:assert/strict';
import test from 'node:test';

import { MalformedPayloadError, decode } from '../src/decoder.js';
import { UnrepresentableError, encode } from '../src/encoder.js';
import { NdArray, Tagged } from '../src/types.js';

const written = [
  [null, 'null'],
  [undefined, 'null'],
  [true, 'true'],
  [42, '42'],
  [-0, '-0.0'],
  [1e20, '1e+20'],
  [2n ** 64n, '18446744073709551616'],
  [Infinity, '{"$float":"Infinity"}'],
  ['é"', '"é\\""'],
  [new Set([1]), '{"$set":[1]}'],
  [{ $x: 1 }, '{"$map":[["$x",1]]}'],
  [{ $x: 1, y: 2 }, '{"$x":1,"y":2}'],
  [new Map([['a', 1]]), '{"a":1}'],
  [new Map([[1, 2]]), '{"$map":[[1,2]]}'],
  [new Date(0), '{"$datetime":"1970-01-01T00:00:00.000Z"}'],
  [new Tagged('decimal', '1.20'), '{"$decimal":"1.20"}'],
  [new Tagged('duration', 1n), '{"$duration":1}'],
];

for (const [value, text] of written) {
  test(`${text} is written`, () => assert.equal(encode(value, 'value').body.toString(), text));
}

const kept = [
  ['NaN', NaN],
  ['minus zero', -0],
  ['the largest safe integer', Number.MAX_SAFE_INTEGER],
  ['an integer beyond it', 2n ** 63n],
  ['digits in a string', '1234567890123456789 "12345678901234567890"'],
  ['many digits after the point', 0.12345678901234567],
  ['bytes', Buffer.from([0, 255])],
  ['a tag-like map', new Map([['$bytes', 0]])],
  ['a key that objects treat apart', JSON.parse('{"__proto__": 1}')],
  ['a date with offset', new Tagged('datetime', '2026-01-31T23:59:59.123456789+01:00')],
  ['an array', new NdArray('<f8', [1], Buffer.alloc(8))],
];

for (const [name, value] of kept) {
  test(`${name} comes back`, () => {
    const { body, attachments } = encode([value], 'value');
    assert.deepEqual(decode(body, attachments, 'value'), [value]);
  });
}

test('a typed array comes back by its dtype', () => {
  const { body, attachments } = encode(Float32Array.of(1.5, -2), 'value');
  assert.deepEqual(decode(body, attachments, 'value').toTypedArray(), Float32Array.of(1.5, -2));
});

function circular() {
  const list = [];
  list.push(list);
  return list;
}

const refused = [
  ['a lone surrogate', { a: ['\ud800'] }, 'value.a[0]'],
  ['a function', [1, () => 1], 'value[1]'],
  ['a symbol', { s: Symbol('s') }, 'value.s'],
  ['an object of a class', { e: new Error('e') }, 'value.e'],
  ['an invalid date', new Date(NaN), 'value'],
  ['a list within itself', circular(), `value${'[0]'.repeat(200)}`],
];

for (const [name, value, path] of refused) {
  test(`${name} is refused with its path`, () => {
    assert.throws(
      () => encode(value, 'value'),
      (error) => error instanceof UnrepresentableError && error.path === path,
    );
  });
}

const malformed = ['', '{', '{"$no": 1}', '{"$bytes": 0}', '{"$float": "1"}', '{"$map": [1]}', '"\\ud800"'];

for (const text of malformed) {
  test(`${text || 'nothing'} is malformed`, () => {
    assert.throws(() => decode(Buffer.from(text), [], 'value'), MalformedPayloadError);
  });
}

test('what is not UTF-8 is malformed', () => {
  assert.throws(() => decode(Buffer.from([0x22, 0xff, 0x22]), [], 'value'), MalformedPayloadError);
});
