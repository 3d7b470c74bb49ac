package io.snakepit.core.codec;

/** Strings that no UTF-8 can carry. */
final class Surrogates {

  private Surrogates() {}

  /** The index of the first lone surrogate, or -1. */
  static int lone(String text) {
    int index = 0;
    while (index < text.length()) {
      int point = text.codePointAt(index);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        return index;
      }
      index += Character.charCount(point);
    }
    return -1;
  }
}
