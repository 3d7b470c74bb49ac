/** Writes values as docs/values.md says: JSON with tags, and bytes as attachments. */

import { NdArray, Tagged } from './types.js';

const DEEPEST = 200;
const MOST_ATTACHMENTS = 0xffff;
const loneSurrogate = /\p{Surrogate}/u;

/** A value that can't be written. */
export class UnrepresentableError extends Error {
  constructor(path, type, why) {
    super(`${path} can't be represented: ${why}`);
    this.path = path;
    this.type = type;
  }
}

/**
 * Writes a value.
 *
 * @param {unknown} value
 * @param {string} root what the value is, for the paths of errors
 * @returns {{body: Buffer, attachments: Buffer[]}}
 */
export function encode(value, root) {
  const encoder = new Encoder();
  const text = encoder.write(value, root, 0);
  return { body: Buffer.from(text, 'utf8'), attachments: encoder.attachments };
}

class Encoder {
  attachments = [];

  write(value, path, depth) {
    switch (typeof value) {
      case 'undefined':
        return 'null';
      case 'boolean':
      case 'bigint':
        return String(value);
      case 'number':
        return number(value);
      case 'string':
        return text(value, path);
      case 'object':
        return value === null ? 'null' : this.#object(value, path, depth);
      default:
        throw new UnrepresentableError(path, typeof value, `it is a ${typeof value}`);
    }
  }

  #object(value, path, depth) {
    if (value instanceof Tagged) {
      return `{"$${value.tag}":${this.write(value.value, path, depth)}}`;
    }
    if (value instanceof Date) {
      return `{"$datetime":"${date(value, path)}"}`;
    }
    if (value instanceof Uint8Array || value instanceof ArrayBuffer) {
      return `{"$bytes":${this.#attach(value, path)}}`;
    }
    if (value instanceof NdArray) {
      const { dtype, shape, data } = value;
      const head = `"dtype":${JSON.stringify(dtype)},"shape":${JSON.stringify(shape)}`;
      return `{"$ndarray":{${head},"data":${this.#attach(data, path)}}}`;
    }
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      return this.#object(typedArray(value, path), path, depth);
    }
    return this.#container(value, path, depth + 1);
  }

  #container(value, path, depth) {
    if (depth > DEEPEST) {
      const why = `it is nested deeper than ${DEEPEST} levels, or contains itself`;
      throw new UnrepresentableError(path, typeName(value), why);
    }
    if (Array.isArray(value)) {
      return `[${this.#elements(value, path, depth)}]`;
    }
    if (value instanceof Set) {
      return `{"$set":[${this.#elements([...value], path, depth)}]}`;
    }
    if (value instanceof Map) {
      return this.#map([...value], path, depth);
    }
    if (!isPlain(value)) {
      throw new UnrepresentableError(path, typeName(value), `it is a ${typeName(value)}`);
    }
    return this.#map(Object.entries(value), path, depth);
  }

  #elements(values, path, depth) {
    return values.map((one, i) => this.write(one, `${path}[${i}]`, depth)).join(',');
  }

  #map(entries, path, depth) {
    if (entries.every(([key]) => typeof key === 'string') && !looksLikeTag(entries)) {
      const members = entries.map(
        ([key, value]) => `${text(key, path)}:${this.write(value, `${path}.${key}`, depth)}`,
      );
      return `{${members.join(',')}}`;
    }
    const pairs = entries.map(([key, value], i) => {
      const written = this.write(key, `${path} (key ${i})`, depth);
      return `[${written},${this.write(value, `${path}[${String(key)}]`, depth)}]`;
    });
    return `{"$map":[${pairs.join(',')}]}`;
  }

  #attach(bytes, path) {
    if (this.attachments.length === MOST_ATTACHMENTS) {
      throw new UnrepresentableError(path, 'bytes', `there are over ${MOST_ATTACHMENTS} of them`);
    }
    const buffer =
      bytes instanceof ArrayBuffer
        ? Buffer.from(bytes)
        : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return this.attachments.push(buffer) - 1;
  }
}

/** Whole numbers that JavaScript holds exactly are integers, all others are floats. */
function number(value) {
  if (!Number.isFinite(value)) {
    return `{"$float":"${value}"}`;
  }
  if (Object.is(value, -0)) {
    return '-0.0';
  }
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? value.toExponential()
    : String(value);
}

function text(value, path) {
  if (loneSurrogate.test(value)) {
    throw new UnrepresentableError(path, 'string', 'it has a lone surrogate');
  }
  return JSON.stringify(value);
}

function date(value, path) {
  if (Number.isNaN(value.getTime())) {
    throw new UnrepresentableError(path, 'Date', 'it is an invalid date');
  }
  return value.toISOString();
}

function typedArray(value, path) {
  try {
    return NdArray.of(value);
  } catch (error) {
    throw new UnrepresentableError(path, typeName(value), error.message);
  }
}

function looksLikeTag(entries) {
  return entries.length === 1 && entries[0][0].startsWith('$');
}

function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function typeName(value) {
  return value.constructor?.name ?? 'object';
}
