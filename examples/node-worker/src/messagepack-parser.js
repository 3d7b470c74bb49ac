/** Reads one MessagePack value into what `JSON.parse` would make of it; large integers are `bigint`. */

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class MessagePackParser {
  #bytes;
  #at = 0;

  /** @param {Buffer} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  parse() {
    const value = this.#value();
    if (this.#at !== this.#bytes.length) {
      throw new RangeError(`${this.#bytes.length - this.#at} bytes follow the value`);
    }
    return value;
  }

  #value() {
    const kind = this.#unsigned(1);
    if (kind <= 0x7f) {
      return kind;
    }
    if (kind >= 0xe0) {
      return kind - 0x100;
    }
    if (kind <= 0x8f) {
      return this.#map(kind & 0x0f);
    }
    if (kind <= 0x9f) {
      return this.#list(kind & 0x0f);
    }
    return kind <= 0xbf ? this.#string(kind & 0x1f) : this.#ofKind(kind);
  }

  #ofKind(kind) {
    switch (kind) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.#take(this.#unsigned(1 << (kind - 0xc4)));
      case 0xca:
        return this.#take(4).readFloatBE();
      case 0xcb:
        return this.#take(8).readDoubleBE();
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.#unsigned(1 << (kind - 0xcc));
      case 0xcf:
        return narrowed(this.#take(8).readBigUInt64BE());
      case 0xd0:
      case 0xd1:
      case 0xd2:
        return this.#signed(1 << (kind - 0xd0));
      case 0xd3:
        return narrowed(this.#take(8).readBigInt64BE());
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#string(this.#unsigned(1 << (kind - 0xd9)));
      case 0xdc:
      case 0xdd:
        return this.#list(this.#unsigned(2 << (kind - 0xdc)));
      case 0xde:
      case 0xdf:
        return this.#map(this.#unsigned(2 << (kind - 0xde)));
      default:
        throw new TypeError(`the kind ${kind.toString(16)} isn't used`);
    }
  }

  /** Nothing is made room for: a size may be a lie. */
  #list(size) {
    const list = [];
    for (let i = 0; i < size; i++) {
      list.push(this.#value());
    }
    return list;
  }

  #map(size) {
    const entries = [];
    for (let i = 0; i < size; i++) {
      const key = this.#value();
      if (typeof key !== 'string') {
        throw new TypeError('a key is no string');
      }
      entries.push([key, this.#value()]);
    }
    return Object.fromEntries(entries); // not by assignment: a key may be __proto__
  }

  #string(size) {
    return utf8.decode(this.#take(size));
  }

  #unsigned(size) {
    return this.#take(size).readUIntBE(0, size);
  }

  #signed(size) {
    return this.#take(size).readIntBE(0, size);
  }

  #take(size) {
    const end = this.#at + size;
    if (end > this.#bytes.length) {
      throw new RangeError('the value goes on where the bytes end');
    }
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}

function narrowed(value) {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
