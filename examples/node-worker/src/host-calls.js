/** Calls to the JVM that wait for their reply. */

import { HostToolError } from './errors.js';
import { HostReplyFlag, ToJvm } from './frames.js';
import { hostCallHead, readHostReply } from './heads.js';

export class HostCalls {
  #wire;
  #contents;
  #last = 0n;
  #waiting = new Map();

  constructor(wire, contents) {
    this.#wire = wire;
    this.#contents = contents;
  }

  /**
   * Makes a host call on behalf of a call.
   *
   * @param {bigint} call
   * @param {AbortSignal} signal ends the wait with its reason
   */
  async make(call, signal, tool, args) {
    signal.throwIfAborted();
    const { body, attachments } = this.#encode(args);
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
    waiting?.(this.#read(frame, body));
  }

  #encode(args) {
    try {
      return this.#contents.encode(args, 'arguments');
    } catch (error) {
      throw new TypeError(error.message, { cause: error });
    }
  }

  async #read(frame, body) {
    const value = this.#contents.decode(body, frame.attachments, 'reply');
    if ((frame.flags & HostReplyFlag.FAILED) !== 0) {
      throw new HostToolError(value ?? {});
    }
    return value;
  }
}
