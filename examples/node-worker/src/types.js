/** Values that JavaScript has no type for. */

/**
 * A value kept in the words of the wire: `new Tagged('decimal', '1.20')`. The tags are `date`, `time`,
 * `datetime`, `duration` (nanoseconds), `decimal` and `uuid`; what arrives with one is such an object, too.
 */
export class Tagged {
  constructor(tag, value) {
    this.tag = tag;
    this.value = value;
    Object.freeze(this);
  }

  toString() {
    return String(this.value);
  }
}

/** The tags that become a `Tagged`, and the type of what they hold. */
export const taggedTypes = Object.freeze({
  date: ['string'],
  time: ['string'],
  datetime: ['string'],
  duration: ['number', 'bigint'],
  decimal: ['string'],
  uuid: ['string'],
});

const arrayTypes = Object.freeze({
  '|i1': Int8Array,
  '|u1': Uint8Array,
  '<i2': Int16Array,
  '<u2': Uint16Array,
  '<i4': Int32Array,
  '<u4': Uint32Array,
  '<i8': BigInt64Array,
  '<u8': BigUint64Array,
  '<f4': Float32Array,
  '<f8': Float64Array,
});

/** An array of numbers with a shape, its bytes in C order, little-endian. */
export class NdArray {
  /**
   * @param {string} dtype as numpy writes it: `<f8`
   * @param {number[]} shape
   * @param {Uint8Array} data
   */
  constructor(dtype, shape, data) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
  }

  /** One dimension, from a typed array other than `Uint8Array`, which is bytes. */
  static of(typed) {
    const found = Object.entries(arrayTypes).find(([, type]) => typed instanceof type);
    if (!found) {
      throw new TypeError(`${typed.constructor.name} has no dtype`);
    }
    return new NdArray(
      found[0],
      [typed.length],
      Buffer.from(typed.buffer, typed.byteOffset, typed.byteLength),
    );
  }

  /** The elements as a typed array of their type: a copy, since messages aren't aligned. */
  toTypedArray() {
    const type = arrayTypes[this.dtype];
    if (!type) {
      throw new TypeError(`no typed array holds ${this.dtype}`);
    }
    return new type(Uint8Array.from(this.data).buffer);
  }
}
