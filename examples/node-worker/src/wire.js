/** The connection to the JVM: frames in, frames out. */

import fs from 'node:fs';

import { FrameReader, frameOf } from './frames.js';

/** Exit status after damage to the wire. */
const DAMAGED = 70;

const STDERR = 2;

export class Wire {
  #input;
  #output;
  #reader = new FrameReader();

  constructor({ input, output }) {
    this.#input = input;
    this.#output = output;
    // Nobody is left to talk to.
    output.on('error', () => process.exit(0));
    input.on('error', () => process.exit(0));
    input.on('end', () => process.exit(0));
  }

  get limit() {
    return this.#reader.limit;
  }

  set limit(bytes) {
    this.#reader.limit = bytes;
  }

  /** Bytes that the JVM hasn't taken yet. */
  get backlog() {
    return this.#output.writableLength;
  }

  /** Hands every frame to the receiver, in order. Damage ends the process. */
  listen(receiver) {
    this.#input.on('data', (chunk) => {
      try {
        for (const frame of this.#reader.read(chunk)) {
          receiver(frame);
        }
      } catch (damage) {
        fs.writeSync(STDERR, `snakepit: the wire is damaged: ${damage.stack}\n`);
        process.exit(DAMAGED);
      }
    });
  }

  /**
   * Sends a frame.
   *
   * @returns {boolean} false when it is larger than the limit: then nothing was sent
   */
  send(kind, flags, call, parts, attachments) {
    const { head, chunks, length } = frameOf(kind, flags, call, parts, attachments);
    if (length > this.limit) {
      return false;
    }
    this.#output.cork();
    this.#output.write(head);
    chunks.forEach((chunk) => chunk.length > 0 && this.#output.write(chunk));
    this.#output.uncork();
    return true;
  }

  /** Waits until the JVM has taken everything: what runs next may keep the event loop for itself. */
  async flushed() {
    if (this.backlog > 0) {
      await new Promise((resolve) => this.#output.write('', resolve));
    }
  }
}
