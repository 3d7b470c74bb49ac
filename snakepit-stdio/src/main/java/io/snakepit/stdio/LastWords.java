package io.snakepit.stdio;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what a dead worker had still to say; what came by the link, too, is passed over. */
final class LastWords {

  private static final Logger LOGGER = LoggerFactory.getLogger(LastWords.class);

  private final Journal journal;
  private final Exchanges exchanges;
  private final int frameLimit;

  LastWords(Journal journal, Exchanges exchanges, int frameLimit) {
    this.journal = journal;
    this.exchanges = exchanges;
    this.frameLimit = frameLimit;
  }

  /** Whether only they can tell if a call has started, so that the worker has to be dead first. */
  boolean areNeeded() {
    return exchanges.open().stream().anyMatch(StdioExchange::mayHaveStarted) && journal.exists();
  }

  /**
   * Has the open exchanges take them, under the delivery lock.
   *
   * @param trusted whether outcomes count, and not just that calls have started
   */
  void take(boolean trusted) {
    if (!areNeeded()) {
      return;
    }
    for (Frame frame : journal.read(frameLimit)) {
      StdioExchange exchange = exchanges.find(frame.call());
      if (exchange == null || exchange.hasOutcome()) {
        continue;
      }
      if (frame.kind() == FrameKind.STARTED) {
        exchange.markStarted();
      } else if (trusted) {
        try {
          exchange.accept(frame);
        } catch (WireException e) {
          LOGGER.warn("what a worker had still to say isn't in order", e);
          return;
        }
      }
    }
  }
}
