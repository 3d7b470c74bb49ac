package io.snakepit.core.call;

/** The session that a call belongs to, as far as the call needs to know it. */
public interface SessionRef {

  /** Its key. */
  String key();
}
