package io.snakepit.core.codec;

/** What bounds a value, whatever codec writes it. Its size is bounded by the frame limit. */
final class ValueLimits {

  /** How deep lists, sets, maps and objects may be nested. */
  static final int LEVELS = 200;

  /** How many digits a number may have: reading one takes time that grows with their square. */
  static final int DIGITS = 100_000;

  private ValueLimits() {}
}
