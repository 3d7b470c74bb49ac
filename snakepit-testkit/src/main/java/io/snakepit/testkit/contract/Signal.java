package io.snakepit.testkit.contract;

/** A signal of an exchange. */
enum Signal {
  STARTED,
  ITEM,
  HOST_CALL,
  PROGRESS,
  COMPLETE,
  FAILURE,
  SETTLED;

  boolean isOutcome() {
    return this == COMPLETE || this == FAILURE;
  }
}
