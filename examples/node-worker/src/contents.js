/** What messages contain, in the codec that the hello settles. */

import { decode } from './decoder.js';
import { encode } from './encoder.js';
import { ProtocolError } from './errors.js';
import { json } from './json.js';
import { messagePack } from './messagepack.js';

const codecs = [json, messagePack];

/**
 * Finds the codec to speak.
 *
 * @param {string[]} offered names, the preferred one first
 */
export function commonCodec(offered) {
  for (const name of offered) {
    const found = codecs.find((codec) => codec.name === name);
    if (found) {
      return found;
    }
  }
  const spoken = codecs.map((codec) => codec.name).join(' and ');
  const message = `this worker speaks ${spoken}, offered were ${offered.join(', ')}`;
  throw new ProtocolError('NO_COMMON_CODEC', message);
}

export class Contents {
  /** JSON until the hello was answered. */
  codec = json;

  /** Writes a value; `root` says what it is, for the paths of errors. */
  encode(value, root) {
    return encode(this.codec, value, root);
  }

  /** Reads a value. */
  decode(body, attachments, root) {
    return decode(this.codec, body, attachments, root);
  }
}
