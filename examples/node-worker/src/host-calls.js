/** Calls to the JVM that wait for their reply. */

import { decode } from './decoder.js';
import { encode } from './encoder.js';
import { HostToolError } from './errors.js';
import { HostReplyFlag, ToJvm } from './frames.js';
import { hostCallHead, readHostReply } from './heads.js';

export class HostCalls {
  #wire;
  #last = 0n;
  #waiting = new Map();

  constructor(wire) {
    this.#wire = wire;
  }

  /**
   * Makes a host call on behalf of a call.
   *
   * @param {bigint} call
   * @param {AbortSignal} signal ends the wait with its reason
   */
  async make(call, signal, tool, args) {
    signal.throwIfAborted();
    const { body, attachments } = encodeArguments(args);
    const id = ++this.#last;
    const parts = [hostCallHead(id, tool), body];
    if (!this.#wire.send(ToJvm.HOST_CALL, 0, call, parts, attachments)) {
      throw new RangeError(`the arguments of ${tool} exceed the limit of ${this.#wire.limit} bytes`);
    }
    return this.#reply(id, signal);
  }

  #reply(id, signal) {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiting.delete(id);
        reject(signal.reason);
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.set(id, (outcome) => {
        signal.removeEventListener('abort', abort);
        outcome.then(resolve, reject);
      });
    });
  }

  /** Ends a wait; a reply that comes too late is dropped. */
  receive(frame) {
    const { id, body } = readHostReply(frame);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.(read(frame, body));
  }
}

function encodeArguments(args) {
  try {
    return encode(args, 'arguments');
  } catch (error) {
    throw new TypeError(error.message, { cause: error });
  }
}

async function read(frame, body) {
  const value = decode(body, frame.attachments, 'reply');
  if ((frame.flags & HostReplyFlag.FAILED) !== 0) {
    throw new HostToolError(value ?? {});
  }
  return value;
}
