/** What a tool knows of its call, and what it can ask for. */

import { performance } from 'node:perf_hooks';

export class Context {
  #call;
  #deadline;

  constructor(call, head, state) {
    const budget = Number(head.budgetMicros) / 1000;
    this.#call = call;
    this.#deadline = budget > 0 ? performance.now() + budget : null;
    /** The tool's name. */
    this.tool = head.tool;
    /** Of the session: its key, or null when there is none, and an object for its state. */
    this.session = Object.freeze({ key: head.session, state });
    /** A map of strings. */
    this.metadata = head.metadata;
    /** Aborted when the call is to stop; its `reason` is a `CancelledError`. */
    this.signal = call.signal;
  }

  /** Milliseconds until the deadline, at least 0; null for none. */
  remaining() {
    return this.#deadline === null ? null : Math.max(0, this.#deadline - performance.now());
  }

  /**
   * Calls a host tool: a function on the Java side.
   *
   * @param {string} tool its name
   * @param {object} args by name
   * @returns {Promise<unknown>} its result
   * @throws {HostToolError} when it fails; `CancelledError` when this call is to stop
   */
  host(tool, args = {}) {
    return this.#call.host(tool, args);
  }

  /** Reports progress; `total` and `message` may be left out. */
  progress(done, total = null, message = null) {
    this.#call.progress({ done, total, message });
  }

  /** Logs on the Java side; levels are TRACE, DEBUG, INFO, WARN and ERROR. */
  log(level, message, logger = this.tool) {
    this.#call.log({ level, logger, message });
  }
}
