package io.snakepit.core.codec;

/** What bounds a value, whatever codec writes it. Its size is bounded by the frame limit. */
final class ValueLimits {

  /** How deep lists, sets, maps and objects may be nested. */
  static final int LEVELS = 200;

  /** How many digits a number may have: reading one takes time that grows with their square. */
  static final int DIGITS = 100_000;

  private ValueLimits() {}

  /** Passes an integer that may be read, as it is written. */
  static void checkDigits(String integer) throws ValueFault {
    if (integer.length() > DIGITS) {
      int digits = integer.length() - (integer.startsWith("-") ? 1 : 0);
      if (digits > DIGITS) {
        throw ValueFault.malformed(
            "an integer of "
                + digits
                + " digits, and "
                + DIGITS
                + " is the most; send it as a string");
      }
    }
  }

  /** Says that a value is nested too deeply. */
  static String tooDeep() {
    return "nested deeper than " + LEVELS + " levels";
  }
}
