package io.snakepit.core.discovery;

import io.snakepit.spi.Availability;

/**
 * An adapter that can't be used.
 *
 * @param adapter its name
 * @param fault what can't be used: the adapter, or the runtime with it
 * @param why reason and remedy
 */
record Rejection(String adapter, Fault fault, Availability why) {

  /** One line for people. */
  String describe() {
    String text = adapter + ": " + fault.prefix + why.reason();
    return why.remedy().isEmpty() ? text : text + "; " + why.remedy();
  }

  /** What can't be used. */
  enum Fault {
    /** The adapter itself. */
    ADAPTER(""),
    /** The runtime, for workers of this adapter. */
    RUNTIME("its workers can't be started: ");

    private final String prefix;

    Fault(String prefix) {
      this.prefix = prefix;
    }
  }
}
