package io.snakepit.testkit.contract.broken;

import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Passes everything on to a good adapter. Its subclasses override one thing, which is wrong. */
abstract class BrokenAdapter implements Adapter {

  private final Adapter good;

  BrokenAdapter(Adapter good) {
    this.good = good;
  }

  OpenRequest request(OpenRequest request) {
    return request;
  }

  WorkerInfo info(Worker worker) {
    return worker.info();
  }

  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    return worker.begin(head, arguments, listener);
  }

  CompletionStage<Void> probe(Worker worker) {
    return worker.probe();
  }

  void stop(Worker worker, Duration grace) {
    worker.stop(grace);
  }

  CompletionStage<WorkerLoss> lost(Worker worker) {
    return worker.lost();
  }

  @Override
  public final String name() {
    return good.name();
  }

  @Override
  public final Set<Capability> capabilities() {
    return good.capabilities();
  }

  @Override
  public final CompletionStage<Worker> open(OpenRequest request) {
    return good.open(request(request)).thenApply(BrokenWorker::new);
  }

  private final class BrokenWorker implements Worker {

    private final Worker worker;

    BrokenWorker(Worker worker) {
      this.worker = worker;
    }

    @Override
    public WorkerInfo info() {
      return BrokenAdapter.this.info(worker);
    }

    @Override
    public Exchange begin(CallHead head, Payload arguments, ExchangeListener listener) {
      return BrokenAdapter.this.begin(worker, head, arguments, listener);
    }

    @Override
    public CompletionStage<Void> probe() {
      return BrokenAdapter.this.probe(worker);
    }

    @Override
    public void stop(Duration grace) {
      BrokenAdapter.this.stop(worker, grace);
    }

    @Override
    public CompletionStage<WorkerLoss> lost() {
      return BrokenAdapter.this.lost(worker);
    }
  }
}
