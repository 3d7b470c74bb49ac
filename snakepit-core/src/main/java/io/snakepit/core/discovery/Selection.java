package io.snakepit.core.discovery;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import java.util.List;

/**
 * What was chosen.
 *
 * @param chosen the adapter that serves
 * @param rejected those that would have served before it if they could be used; those that rank
 *     after it aren't asked
 */
public record Selection(Adapter chosen, List<Rejection> rejected) {

  /** Copies the list. */
  public Selection {
    rejected = List.copyOf(rejected);
  }

  /**
   * An adapter that can't be used.
   *
   * @param adapter its name
   * @param fault what can't be used: the adapter, or the runtime with it
   * @param why reason and remedy
   */
  public record Rejection(String adapter, Fault fault, Availability why) {

    /** One line for people. */
    public String describe() {
      String text = adapter + ": " + fault.prefix + why.reason();
      return why.remedy().isEmpty() ? text : text + "; " + why.remedy();
    }
  }

  /** What can't be used. */
  public enum Fault {
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
