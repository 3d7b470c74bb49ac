package io.snakepit.core.call;

import io.snakepit.api.CallOutcome;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.time.Timer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a call needs of its pool. */
public interface CallControl {

  /** Takes a call out of the queue, if it is there. */
  void withdraw(PendingCall call);

  /** A call that was accepted has its outcome; called exactly once for each. */
  void ended(PendingCall call, @Nullable SnakepitException failure);

  /**
   * Who in the application is told how each call ended, on a thread of user code; null when nobody
   * is.
   */
  @Nullable Consumer<CallOutcome> outcomes();

  /** What a call that is in the queue waits for, and what keeps that: the end of a sentence. */
  String whatItWaitsFor(PendingCall call);

  /** The error for a call that waited in the queue too long. */
  SnakepitException queueTimeout(PendingCall call);

  /** The clock of its deadlines. */
  Timer timer();

  /** Where user code runs. */
  Executor executor();
}
