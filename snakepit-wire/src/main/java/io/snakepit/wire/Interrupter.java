package io.snakepit.wire;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** Has one worker look at its input while user code runs. */
class Interrupter {

  private final Runnable signal;
  private final Probe probe;

  /** It runs several calls at once, so it has a thread that reads all the time. */
  private volatile boolean alwaysReads;

  Interrupter(Runnable signal, Probe probe) {
    this.signal = signal;
    this.probe = probe;
  }

  void alwaysReads(boolean value) {
    alwaysReads = value;
  }

  boolean alwaysReads() {
    return alwaysReads;
  }

  /** Makes it look now, unless it does anyway; a signal would only disturb the neighbours then. */
  void nudge() {
    if (!alwaysReads) {
      signal.run();
    }
  }

  /**
   * Completes when it has read what was sent so far, exceptionally when it is gone; never for one
   * that always reads, which isn't asked.
   */
  CompletionStage<Void> hasLooked() {
    return alwaysReads ? new CompletableFuture<>() : probe.askAnew();
  }

  Future<?> later(long millis, Runnable task) {
    return Reminders.schedule(millis, task);
  }
}
