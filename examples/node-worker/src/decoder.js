/** Reads values as docs/values.md says. */

import { NdArray, Tagged, taggedTypes } from './types.js';

const loneSurrogate = /\p{Surrogate}/u;
const decimalDigits = /^-?\d+$/;
const floats = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

/** What arrived isn't a value. */
export class MalformedPayloadError extends Error {
  constructor(path, why) {
    super(path ? `${path}: ${why}` : why);
    this.path = path;
  }
}

/**
 * Reads a value. Integers beyond 2^53 become `bigint`.
 *
 * @param {object} codec `json` or `messagePack`
 * @param {Buffer} body
 * @param {Buffer[]} attachments
 * @param {string} root what the value is, for the paths of errors
 */
export function decode(codec, body, attachments, root) {
  let raw;
  try {
    raw = codec.parse(body);
  } catch (error) {
    throw new MalformedPayloadError(null, `it can't be read as ${codec.name}: ${error.message}`);
  }
  return new Decoder(attachments).read(raw, root);
}

class Decoder {
  #attachments;

  constructor(attachments) {
    this.#attachments = attachments;
  }

  read(raw, path) {
    if (raw === null || typeof raw !== 'object' || raw instanceof Uint8Array) {
      return typeof raw === 'string' ? text(raw, path) : raw;
    }
    if (Array.isArray(raw)) {
      return raw.map((one, i) => this.read(one, `${path}[${i}]`));
    }
    const entries = Object.entries(raw);
    if (entries.length === 1 && entries[0][0].startsWith('$')) {
      return this.#tagged(entries[0][0].slice(1), entries[0][1], path);
    }
    // not by assignment: a key may be __proto__
    return Object.fromEntries(
      entries.map(([key, one]) => [text(key, path), this.read(one, `${path}.${key}`)]),
    );
  }

  #tagged(tag, raw, path) {
    switch (tag) {
      case 'int':
        return decimalDigits.test(raw) ? BigInt(raw) : malformed(path, `${raw} is no $int`);
      case 'float':
        return floats.get(raw) ?? malformed(path, `${raw} is no $float`);
      case 'bytes':
        return this.#attachment(raw, path);
      case 'set':
        return new Set(this.#list(raw, path));
      case 'map':
        return this.#map(raw, path);
      case 'ndarray':
        return this.#ndarray(raw, path);
      default:
        return this.#kept(tag, raw, path);
    }
  }

  #kept(tag, raw, path) {
    const types = Object.hasOwn(taggedTypes, tag) ? taggedTypes[tag] : null;
    if (!types) {
      malformed(path, `unknown tag $${tag}`);
    }
    const value = this.read(raw, path);
    return types.includes(typeof value)
      ? new Tagged(tag, value)
      : malformed(path, `a $${tag} is no ${typeof value}`);
  }

  #list(raw, path) {
    return Array.isArray(raw) ? this.read(raw, path) : malformed(path, 'a list was expected');
  }

  #map(raw, path) {
    const pairs = this.#list(raw, path);
    if (pairs.some((pair) => !Array.isArray(pair) || pair.length !== 2)) {
      malformed(path, 'a $map consists of pairs');
    }
    return new Map(pairs);
  }

  #ndarray(raw, path) {
    const { dtype, shape, data } = raw ?? {};
    if (typeof dtype !== 'string' || !Array.isArray(shape)) {
      malformed(path, 'an $ndarray has dtype and shape');
    }
    return new NdArray(dtype, shape, this.#attachment(data, path));
  }

  #attachment(index, path) {
    return this.#attachments[index] ?? malformed(path, `there is no attachment ${index}`);
  }
}

function text(string, path) {
  return loneSurrogate.test(string) ? malformed(path, 'it has a lone surrogate') : string;
}

function malformed(path, why) {
  throw new MalformedPayloadError(path, why);
}
