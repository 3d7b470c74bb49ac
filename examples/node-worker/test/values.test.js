/** What becomes of values: docs/values.md. */

import assert from 'node:assert/strict';
import test from 'node:test';

import { MalformedPayloadError, decode } from '../src/decoder.js';
import { UnrepresentableError, encode } from '../src/encoder.js';
import { json } from '../src/json.js';
import { messagePack } from '../src/messagepack.js';
import { NdArray, Tagged } from '../src/types.js';

const inJson = [
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

for (const [value, text] of inJson) {
  test(`${text} is written`, () => {
    assert.equal(encode(json, value, 'value').body.toString(), text);
  });
}

const inMessagePack = [
  [null, 'c0'],
  [false, 'c2'],
  [true, 'c3'],
  [127, '7f'],
  [-32, 'e0'],
  [128, 'cf0000000000000080'],
  [-33, 'd3ffffffffffffffdf'],
  [2n ** 64n - 1n, 'cfffffffffffffffff'],
  [-(2n ** 63n), 'd38000000000000000'],
  [2n ** 64n, '81a424696e74b43138343436373434303733373039353531363136'],
  [0.5, 'cb3fe0000000000000'],
  [-0, 'cb8000000000000000'],
  [NaN, 'cb7ff8000000000000'],
  ['é', 'a2c3a9'],
  ['x'.repeat(32), `d920${'78'.repeat(32)}`],
  ['x'.repeat(256), `da0100${'78'.repeat(256)}`],
  ['x'.repeat(65536), `db00010000${'78'.repeat(65536)}`],
  [[1, [2]], '92019102'],
  [Array(16).fill(1), `dc0010${'01'.repeat(16)}`],
  [{ a: 1 }, '81a16101'],
  [new Set([1]), '81a4247365749101'],
  [{ $x: 1 }, '81a4246d61709192a2247801'],
];

for (const [value, bytes] of inMessagePack) {
  test(`${bytes.slice(0, 60)} is written`, () => {
    assert.equal(encode(messagePack, value, 'value').body.toString('hex'), bytes);
  });
}

// A reader takes every length that a value may be written with.
const readOnly = [
  ['ccff', 255],
  ['cdffff', 65_535],
  ['ceffffffff', 4_294_967_295],
  ['d080', -128],
  ['d18000', -32_768],
  ['d280000000', -2_147_483_648],
  ['ca3fc00000', 1.5],
  ['de0001a16101', { a: 1 }],
  ['df00000001a16101', { a: 1 }],
  ['dd0000000107', [7]],
  ['c402abcd', Buffer.from('abcd', 'hex')],
  ['c50002abcd', Buffer.from('abcd', 'hex')],
];

for (const [bytes, value] of readOnly) {
  test(`${bytes} is read`, () => {
    assert.deepEqual(decode(messagePack, Buffer.from(bytes, 'hex'), [], 'value'), value);
  });
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

for (const codec of [json, messagePack]) {
  for (const [name, value] of kept) {
    test(`${name} comes back in ${codec.name}`, () => {
      const { body, attachments } = encode(codec, [value], 'value');
      assert.deepEqual(decode(codec, body, attachments, 'value'), [value]);
    });
  }
}

test('a typed array comes back by its dtype', () => {
  const { body, attachments } = encode(json, Float32Array.of(1.5, -2), 'value');
  const array = decode(json, body, attachments, 'value');
  assert.deepEqual(array.toTypedArray(), Float32Array.of(1.5, -2));
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
      () => encode(messagePack, value, 'value'),
      (error) => error instanceof UnrepresentableError && error.path === path,
    );
  });
}

const malformedJson = [
  '',
  '{',
  '{"$no": 1}',
  '{"$int": "1.0"}',
  '{"$bytes": 0}',
  '{"$float": "1"}',
  '{"$map": [1]}',
  '"\\ud800"',
];

for (const text of malformedJson) {
  test(`${text || 'nothing'} is malformed`, () => {
    assert.throws(() => decode(json, Buffer.from(text), [], 'value'), MalformedPayloadError);
  });
}

test('what is not UTF-8 is malformed', () => {
  const bytes = Buffer.from([0x22, 0xff, 0x22]);
  assert.throws(() => decode(json, bytes, [], 'value'), MalformedPayloadError);
});

const malformedMessagePack = [
  ['nothing', ''],
  ['what is cut short', '92'],
  ['what claims more than there is', 'dbffffffff'],
  ['what goes on after the value', '0101'],
  ['a key that is no string', '810101'],
  ['a timestamp', 'd6ff00000000'],
  ['the kind that is never used', 'c1'],
  ['a string that is not UTF-8', 'a1ff'],
  ['an unknown tag', '81a3246e6f01'],
];

for (const [name, bytes] of malformedMessagePack) {
  test(`${name} is malformed MessagePack`, () => {
    const body = Buffer.from(bytes, 'hex');
    assert.throws(() => decode(messagePack, body, [], 'value'), MalformedPayloadError);
  });
}
