package io.snakepit.stdio;

/** The bits of a frame's flags field. A bit's meaning depends on the kind. */
final class Flags {
  /** CALL: the caller takes many items. */
  static final int STREAM = 1;

  /** CALL: the worker is to send STARTED before user code runs. */
  static final int ANNOUNCE = 2;

  /** HOST_REPLY: the body is an error. */
  static final int FAILED = 1;

  /** MEMORY_ANSWER: the memory can't be used. */
  static final int REFUSED = 1;

  /** ITEM: the outcome comes with it. */
  static final int LAST = 1;

  /** ITEM with LAST, END, FAILURE: the call has settled, too. */
  static final int SETTLED = 2;

  /** FAILURE: the call has not run and won't. */
  static final int WITHDRAWN = 4;

  private Flags() {}
}
