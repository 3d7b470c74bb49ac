package io.snakepit.core.discovery;

import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerSide;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An adapter to choose, or not. It brings a worker side for the language {@code sh}. */
record StubAdapter(String name, int priority, Availability availability) implements Adapter {

  static StubAdapter usable(String name, int priority) {
    return new StubAdapter(name, priority, Availability.usable());
  }

  static StubAdapter unusable(String name, String reason, String remedy) {
    return new StubAdapter(name, 0, Availability.unusable(reason, remedy));
  }

  @Override
  public int priority() {
    if (!availability.isUsable()) {
      throw new AssertionError("an adapter that can't be used is asked for its name only");
    }
    return priority;
  }

  @Override
  public String wire() {
    return name + "-wire";
  }

  @Override
  public Optional<WorkerSide> workerSide(String language) {
    return language.equals("sh")
        ? Optional.of(new WorkerSide(StubAdapter.class, name, "main", List.of()))
        : Optional.empty();
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public CompletionStage<Worker> open(OpenRequest request) {
    return CompletableFuture.failedStage(new UnsupportedOperationException());
  }
}
