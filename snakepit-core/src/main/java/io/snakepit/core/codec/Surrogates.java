package io.snakepit.core.codec;

/** Strings that no UTF-8 can carry. */
final class Surrogates {

  private Surrogates() {}

  /** The index of the first lone surrogate, or -1. */
  static int lone(String text) {
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      boolean paired =
          Character.isHighSurrogate(unit)
              && index + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(index + 1));
      if (!paired) {
        return index;
      }
      index++;
    }
    return -1;
  }
}
