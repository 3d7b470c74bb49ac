/** One call: its credit, its end, and what its code sends. */

import { CancelledError, ProtocolError, describe } from './errors.js';
import { CallFlag, OutcomeFlag, ToJvm } from './frames.js';

const { LAST, SETTLED, WITHDRAWN } = OutcomeFlag;
const LARGEST_BACKLOG = 1 << 20;

export class Call {
  #services;
  #flags;
  #credit;
  #creditCame = () => {};
  #controller = new AbortController();
  #isCancelled = false;
  #markEnded;
  #hasStarted = false;
  #nested = new Set();

  /**
   * @param {object} frame the CALL
   * @param {object} head of that frame
   * @param {{wire: Wire, contents: Contents, log: Log, hostCalls: HostCalls}} services
   */
  constructor(frame, head, services) {
    this.id = frame.call;
    this.head = head;
    this.attachments = frame.attachments;
    this.#services = services;
    this.#flags = frame.flags;
    this.#credit = head.credit;
    /** Resolved when it has settled. */
    this.ended = new Promise((resolve) => (this.#markEnded = resolve));
  }

  get signal() {
    return this.#controller.signal;
  }

  get isStream() {
    return (this.#flags & CallFlag.STREAM) !== 0;
  }

  /** Whether others may run on top of it. */
  get takesNested() {
    return !this.#isCancelled;
  }

  /** Notes a call that runs on top of this one. */
  adopt(nested) {
    this.#nested.add(nested);
    nested.ended.then(() => this.#nested.delete(nested));
  }

  addCredit(items) {
    this.#credit += items;
    this.#creditCame();
  }

  /** Asks its code to stop, after that of the calls on top of it. */
  async cancel() {
    if (this.#isCancelled) {
      return;
    }
    this.#isCancelled = true;
    const nested = [...this.#nested];
    nested.forEach((call) => call.cancel());
    await Promise.all(nested.map((call) => call.ended));
    this.#controller.abort(new CancelledError());
    this.#creditCame();
  }

  /** Waits until an item may be sent. */
  async credited() {
    while (this.#credit === 0 && !this.signal.aborted) {
      await new Promise((resolve) => (this.#creditCame = resolve));
    }
    this.signal.throwIfAborted();
  }

  /** Says that its code is about to run, once that can be read. */
  async start() {
    this.#hasStarted = true;
    if ((this.#flags & CallFlag.ANNOUNCE) !== 0) {
      this.#services.wire.send(ToJvm.STARTED, 0, this.id);
    }
    await this.#services.wire.flushed();
    this.signal.throwIfAborted();
  }

  item(value) {
    this.#item(value, 0);
  }

  succeed(value) {
    this.#item(value, LAST | SETTLED);
    this.#markEnded();
  }

  end() {
    this.#services.log.flush(this.id);
    this.#services.wire.send(ToJvm.END, SETTLED, this.id);
    this.#markEnded();
  }

  /** Ends it with an error; whatever code throws that was asked to stop, it was cancelled. */
  fail(error) {
    const reason = this.signal.aborted ? this.signal.reason : error;
    this.#failure(describe(reason), this.#hasStarted ? SETTLED : SETTLED | WITHDRAWN);
  }

  /** Ends it before it has begun. */
  withdraw() {
    this.#failure(describe(new CancelledError()), SETTLED | WITHDRAWN);
  }

  host(tool, args) {
    return this.#services.hostCalls.make(this.id, this.signal, tool, args);
  }

  /** Sends progress; when the JVM doesn't read, later progress says it better. */
  progress(progress) {
    const { wire, contents } = this.#services;
    if (wire.backlog < LARGEST_BACKLOG) {
      wire.send(ToJvm.PROGRESS, 0, this.id, [contents.encode(progress, 'progress').body]);
    }
  }

  log(record) {
    this.#services.log.record(this.id, record);
  }

  #item(value, flags) {
    const { wire, contents, log } = this.#services;
    const { body, attachments } = contents.encode(value, this.isStream ? 'item' : 'result');
    log.flush(this.id);
    if (!wire.send(ToJvm.ITEM, flags, this.id, [body], attachments)) {
      const message = `the result exceeds the limit of ${wire.limit} bytes a frame`;
      throw new ProtocolError('RESULT_TOO_LARGE', message);
    }
    this.#credit--;
  }

  #failure(error, flags) {
    const { wire, contents, log } = this.#services;
    log.flush(this.id);
    if (!wire.send(ToJvm.FAILURE, flags, this.id, [contents.encode(error, 'error').body])) {
      const brief = { code: error.code, message: 'the error is larger than a frame may be' };
      wire.send(ToJvm.FAILURE, flags, this.id, [contents.encode(brief, 'error').body]);
    }
    this.#markEnded();
  }
}
