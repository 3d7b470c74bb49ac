/** Writes values as docs/values.md says: with tags, and bytes as attachments. */

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
 * @param {object} codec writes the parts: `json` or `messagePack`
 * @param {unknown} value
 * @param {string} root what the value is, for the paths of errors
 * @returns {{body: Buffer, attachments: Buffer[]}}
 */
export function encode(codec, value, root) {
  const encoder = new Encoder(codec);
  const written = encoder.write(value, root, 0);
  return { body: codec.toBytes(written), attachments: encoder.attachments };
}

class Encoder {
  attachments = [];
  #codec;

  constructor(codec) {
    this.#codec = codec;
  }

  write(value, path, depth) {
    switch (typeof value) {
      case 'undefined':
        return this.#codec.nothing;
      case 'boolean':
        return this.#codec.boolean(value);
      case 'bigint':
        return this.#codec.integer(value);
      case 'number':
        return this.#number(value);
      case 'string':
        return this.#text(value, path);
      case 'object':
        return value === null ? this.#codec.nothing : this.#object(value, path, depth);
      default:
        throw new UnrepresentableError(path, typeof value, `it is a ${typeof value}`);
    }
  }

  #object(value, path, depth) {
    if (value instanceof Tagged) {
      return this.#tag(value.tag, this.write(value.value, path, depth));
    }
    if (value instanceof Date) {
      return this.#tag('datetime', this.#codec.string(date(value, path)));
    }
    if (value instanceof Uint8Array || value instanceof ArrayBuffer) {
      return this.#tag('bytes', this.#codec.integer(this.#attach(value, path)));
    }
    if (value instanceof NdArray) {
      const { dtype, shape, data } = value;
      const parts = { dtype, shape, data: this.#attach(data, path) };
      return this.#tag('ndarray', this.#members(Object.entries(parts), path, 0));
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
      return this.#elements(value, path, depth);
    }
    if (value instanceof Set) {
      return this.#tag('set', this.#elements([...value], path, depth));
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
    return this.#codec.list(values.map((one, i) => this.write(one, `${path}[${i}]`, depth)));
  }

  #map(entries, path, depth) {
    if (entries.every(([key]) => typeof key === 'string') && !looksLikeTag(entries)) {
      return this.#members(entries, path, depth);
    }
    const pairs = entries.map(([key, value], i) => {
      const written = this.write(key, `${path} (key ${i})`, depth);
      return this.#codec.list([written, this.write(value, `${path}[${String(key)}]`, depth)]);
    });
    return this.#tag('map', this.#codec.list(pairs));
  }

  #members(entries, path, depth) {
    return this.#codec.map(
      entries.map(([key, value]) => [
        this.#text(key, path),
        this.write(value, `${path}.${key}`, depth),
      ]),
    );
  }

  #tag(name, written) {
    return this.#codec.map([[this.#codec.string(`$${name}`), written]]);
  }

  /** Whole numbers that JavaScript holds exactly are integers, all others are floats. */
  #number(value) {
    return Number.isSafeInteger(value) && !Object.is(value, -0)
      ? this.#codec.integer(value)
      : this.#codec.float(value);
  }

  #text(value, path) {
    if (loneSurrogate.test(value)) {
      throw new UnrepresentableError(path, 'string', 'it has a lone surrogate');
    }
    return this.#codec.string(value);
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
