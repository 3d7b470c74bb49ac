package io.snakepit.core.call;

import java.nio.charset.StandardCharsets;

/** The session that a call belongs to, as far as the call needs to know it. */
public interface SessionRef {

  /** What every wire can carry. */
  int MOST_BYTES = 65_535;

  /** Its key. */
  String key();

  /**
   * Has a key that no wire carries fail where it is given.
   *
   * @throws IllegalArgumentException when it is too long, or has a lone surrogate
   */
  static void requireFit(String key) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
      throw new IllegalArgumentException(
          "the session's key has a lone surrogate, which UTF-8 can't carry");
    }
    if (key.length() <= MOST_BYTES / 3) { // a char takes three bytes at most
      return;
    }
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the session's key has " + bytes + " bytes of UTF-8; it may have " + MOST_BYTES);
    }
  }
}
