/** The heads that some kinds of frames have before their body. */

import { NO_CALL, WireError } from './frames.js';

const MAGIC = Buffer.from('SNKP', 'latin1');
const VERSION = 1;
const PREAMBLE_BYTES = 8;

/** Reads one field after the other; a head that is too short is damage. */
class HeadReader {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  take(size) {
    if (this.#at + size > this.#bytes.length) {
      throw new WireError('a frame too short for its head');
    }
    return this.#bytes.subarray(this.#at, (this.#at += size));
  }

  u16() {
    return this.take(2).readUInt16BE(0);
  }

  u32() {
    return this.take(4).readUInt32BE(0);
  }

  u64() {
    return this.take(8).readBigUInt64BE(0);
  }

  text(size) {
    return decodeText(this.take(size));
  }

  rest() {
    return this.#bytes.subarray(this.#at);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeText(bytes) {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new WireError('a head whose text is not UTF-8');
  }
}

/** @returns {Buffer} the JSON after the preamble of a HELLO */
export function readHello(frame) {
  const reader = new HeadReader(frame.rest);
  if (!reader.take(MAGIC.length).equals(MAGIC)) {
    throw new WireError('the first frame is not a hello');
  }
  const version = reader.u16();
  if (version !== VERSION) {
    throw new WireError(`version ${version} of the wire, this worker speaks ${VERSION}`);
  }
  reader.u16();
  return reader.rest();
}

/** The preamble of the answer. */
export function helloPreamble() {
  const preamble = Buffer.alloc(PREAMBLE_BYTES);
  MAGIC.copy(preamble);
  preamble.writeUInt16BE(VERSION, MAGIC.length);
  return preamble;
}

/** @returns {object} the head of a CALL and its arguments' bytes */
export function readCall(frame) {
  if (frame.call === NO_CALL) {
    throw new WireError('a call without id');
  }
  const reader = new HeadReader(frame.rest);
  const parent = reader.u64();
  const budgetMicros = reader.u64();
  const credit = reader.u32();
  const toolBytes = reader.u16();
  const sessionBytes = reader.u16();
  const pairs = reader.u16();
  const tool = reader.text(toolBytes);
  const session = sessionBytes === 0 ? null : reader.text(sessionBytes);
  const metadata = new Map();
  for (let i = 0; i < pairs; i++) {
    const key = reader.text(reader.u16());
    metadata.set(key, reader.text(reader.u16()));
  }
  return { parent, budgetMicros, credit, tool, session, metadata, body: reader.rest() };
}

/** @returns {number} the items that a CREDIT adds */
export function readCredit(frame) {
  const reader = new HeadReader(frame.rest);
  const items = reader.u32();
  if (reader.rest().length > 0) {
    throw new WireError('a credit with a body');
  }
  return items;
}

/** @returns {{id: bigint, body: Buffer}} what a HOST_REPLY answers, and with what */
export function readHostReply(frame) {
  const reader = new HeadReader(frame.rest);
  return { id: reader.u64(), body: reader.rest() };
}

/** The head of a HOST_CALL. */
export function hostCallHead(id, tool) {
  const name = Buffer.from(tool, 'utf8');
  const head = Buffer.alloc(10);
  head.writeBigUInt64BE(id, 0);
  head.writeUInt16BE(name.length, 8);
  return Buffer.concat([head, name]);
}
