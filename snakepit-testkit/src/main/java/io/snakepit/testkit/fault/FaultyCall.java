package io.snakepit.testkit.fault;

import io.snakepit.spi.Exchange;
import io.snakepit.spi.Failure;
import java.util.concurrent.CompletionStage;

/** A call that the real worker doesn't know, or not yet. */
interface FaultyCall extends Exchange {

  /** Ends it because the worker is gone; does nothing when it has been released. */
  void lose(Failure failure);

  /** Completes when it has ended, or the real worker has it. */
  CompletionStage<Void> released();
}
