package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** S7: a probe of a worker that runs a call is forgotten. */
final class LosesProbesOfTheBusy extends BrokenAdapter {

  private final Set<Worker> busy = ConcurrentHashMap.newKeySet();

  LosesProbesOfTheBusy(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    busy.add(worker);
    return worker.begin(
        head,
        arguments,
        new ForwardingListener(listener) {
          @Override
          public void onSettled() {
            busy.remove(worker);
            super.onSettled();
          }
        });
  }

  @Override
  CompletionStage<Void> probe(Worker worker) {
    return busy.contains(worker) ? new CompletableFuture<>() : super.probe(worker);
  }
}
