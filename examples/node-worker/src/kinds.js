/** The kinds of values that a tool's signature speaks of. */

import { ProtocolError } from './errors.js';
import { NdArray, Tagged } from './types.js';

/**
 * Refuses an argument of another kind. Numbers that are whole are integers as well as floats: JavaScript
 * doesn't tell them apart.
 */
export function checkKinds(tool, parameter, kinds, value) {
  const found = kindsOf(value);
  if (kinds.length > 0 && !kinds.some((kind) => found.includes(kind))) {
    const expected = kinds.join(' or ');
    const message = `${tool}: the argument '${parameter}' is ${found[0]}, expected ${expected}`;
    throw new ProtocolError('INVALID_ARGUMENT', message, { parameter, expected, type: found[0] });
  }
}

function kindsOf(value) {
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return [typeof value];
    case 'bigint':
      return ['integer'];
    case 'number':
      return Number.isInteger(value) ? ['integer', 'float'] : ['float'];
    default:
      return [value === null ? 'null' : kindOfObject(value)];
  }
}

function kindOfObject(value) {
  if (value instanceof Tagged) {
    return value.tag;
  }
  if (value instanceof NdArray) {
    return 'ndarray';
  }
  if (value instanceof Uint8Array) {
    return 'bytes';
  }
  if (Array.isArray(value)) {
    return 'list';
  }
  return value instanceof Set ? 'set' : 'map';
}
