/** The layout of frames, and nothing of what they mean. */

export const ToWorker = Object.freeze({
  HELLO: 0x01,
  CALL: 0x02,
  CREDIT: 0x03,
  CANCEL: 0x04,
  HOST_REPLY: 0x05,
  PROBE: 0x06,
  STOP: 0x07,
});

export const ToJvm = Object.freeze({
  HELLO: 0x81,
  STARTED: 0x82,
  ITEM: 0x83,
  END: 0x84,
  FAILURE: 0x85,
  SETTLED: 0x86,
  HOST_CALL: 0x87,
  PROGRESS: 0x88,
  LOG: 0x89,
  PROBE_REPLY: 0x8a,
});

export const CallFlag = Object.freeze({ STREAM: 1, ANNOUNCE: 2 });
export const HostReplyFlag = Object.freeze({ FAILED: 1 });
export const OutcomeFlag = Object.freeze({ LAST: 1, SETTLED: 2, WITHDRAWN: 4 });

/** The limit while the hello hasn't said another. */
export const FIRST_LIMIT = 1 << 20;

/** The id of no call. */
export const NO_CALL = 0n;

const LENGTH_BYTES = 4;
const FIXED_BYTES = 12;
const ATTACHMENTS_AT = 16;

const legalFlags = new Map([
  [ToWorker.HELLO, 0],
  [ToWorker.CALL, CallFlag.STREAM | CallFlag.ANNOUNCE],
  [ToWorker.CREDIT, 0],
  [ToWorker.CANCEL, 0],
  [ToWorker.HOST_REPLY, HostReplyFlag.FAILED],
  [ToWorker.PROBE, 0],
  [ToWorker.STOP, 0],
]);

/** What arrived isn't the wire's language: the worker ends. */
export class WireError extends Error {}

/**
 * Writes a frame.
 *
 * @param {number} kind
 * @param {number} flags
 * @param {bigint} call
 * @param {Buffer[]} parts head and body
 * @param {Buffer[]} attachments
 * @returns {{head: Buffer, chunks: Buffer[], length: number}} `length` is what the limit counts
 */
export function frameOf(kind, flags, call, parts = [], attachments = []) {
  const head = Buffer.alloc(ATTACHMENTS_AT + 4 * attachments.length);
  const chunks = [...parts, ...attachments];
  const length =
    head.length - LENGTH_BYTES + chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  head.writeUInt32BE(length, 0);
  head.writeUInt8(kind, 4);
  head.writeUInt8(flags, 5);
  head.writeUInt16BE(attachments.length, 6);
  head.writeBigUInt64BE(call, 8);
  attachments.forEach((one, i) => head.writeUInt32BE(one.length, ATTACHMENTS_AT + 4 * i));
  return { head, chunks, length };
}

/** Cuts what arrives into frames. */
export class FrameReader {
  #chunks = [];
  #buffered = 0;
  limit = FIRST_LIMIT;

  /**
   * @param {Buffer} chunk what has just arrived
   * @yields the frames that it completes
   */
  *read(chunk) {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    while (this.#buffered >= LENGTH_BYTES) {
      const length = this.#peekLength();
      if (this.#buffered < LENGTH_BYTES + length) {
        return;
      }
      yield parse(this.#take(LENGTH_BYTES + length));
    }
  }

  #peekLength() {
    if (this.#chunks[0].length < LENGTH_BYTES) {
      this.#chunks = [Buffer.concat(this.#chunks)];
    }
    const length = this.#chunks[0].readUInt32BE(0);
    if (length < FIXED_BYTES || length > this.limit) {
      throw new WireError(`a frame of ${length} bytes, the limit is ${this.limit}`);
    }
    return length;
  }

  #take(size) {
    const all = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
    this.#chunks = all.length > size ? [all.subarray(size)] : [];
    this.#buffered -= size;
    return all.subarray(0, size);
  }
}

function parse(bytes) {
  const kind = bytes.readUInt8(4);
  const flags = bytes.readUInt8(5);
  const legal = legalFlags.get(kind);
  if (legal === undefined) {
    throw new WireError(`a frame of the unknown kind ${kind}`);
  }
  if ((flags & ~legal) !== 0) {
    throw new WireError(`a frame of kind ${kind} with the flags ${flags}`);
  }
  const count = bytes.readUInt16BE(6);
  const bodyAt = ATTACHMENTS_AT + 4 * count;
  if (bodyAt > bytes.length) {
    throw new WireError(`a frame too short for its ${count} attachments`);
  }
  const sizes = Array.from({ length: count }, (_, i) => bytes.readUInt32BE(ATTACHMENTS_AT + 4 * i));
  let at = bytes.length - sizes.reduce((sum, size) => sum + size, 0);
  if (at < bodyAt) {
    throw new WireError('the attachments are longer than their frame');
  }
  const rest = bytes.subarray(bodyAt, at);
  const attachments = sizes.map((size) => bytes.subarray(at, (at += size)));
  return { kind, flags, call: bytes.readBigUInt64BE(8), rest, attachments };
}
