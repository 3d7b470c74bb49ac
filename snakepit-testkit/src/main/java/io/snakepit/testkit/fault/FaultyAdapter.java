package io.snakepit.testkit.fault;

import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.OptionSpec;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.spi.WorkerSide;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An adapter whose workers fail by plan. */
final class FaultyAdapter implements Adapter {

  private final Adapter real;
  private final FaultPlan plan;

  FaultyAdapter(Adapter real, FaultPlan plan) {
    this.real = real;
    this.plan = plan;
  }

  @Override
  public String name() {
    return "faulty-" + real.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return real.capabilities();
  }

  @Override
  public CompletionStage<Worker> open(OpenRequest request) {
    String refusal = plan.takeRefusal();
    if (refusal != null) {
      return CompletableFuture.failedStage(new WorkerOpenException(refusal, null));
    }
    FaultyRequest faulty = new FaultyRequest(request);
    return real.open(faulty).thenApply(worker -> new FaultyWorker(worker, faulty.output(), plan));
  }

  @Override
  public Availability availability() {
    return real.availability();
  }

  /** Chosen by name only. */
  @Override
  public int priority() {
    return Integer.MIN_VALUE;
  }

  @Override
  public String wire() {
    return real.wire();
  }

  @Override
  public Optional<WorkerSide> workerSide(String language) {
    return real.workerSide(language);
  }

  @Override
  public List<OptionSpec> options() {
    return real.options();
  }
}
