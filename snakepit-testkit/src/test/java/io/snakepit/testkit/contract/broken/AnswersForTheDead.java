package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.Worker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** S7: a probe is answered whether or not there is a worker. */
final class AnswersForTheDead extends BrokenAdapter {

  AnswersForTheDead(Adapter good) {
    super(good);
  }

  @Override
  CompletionStage<Void> probe(Worker worker) {
    return CompletableFuture.completedStage(null);
  }
}
