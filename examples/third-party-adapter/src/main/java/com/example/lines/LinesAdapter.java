package com.example.lines;

import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerSide;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Lines of text with raw bytes between them, over a worker's pipes. */
public final class LinesAdapter implements Adapter {

  /** What the core will ask for. REENTRANT is declined: see {@link LinesWorker#begin}. */
  private static final Set<Capability> CAPABILITIES =
      Set.of(
          Capability.STREAMING,
          Capability.CANCELLATION,
          Capability.HOST_CALLS,
          Capability.BINARY,
          Capability.EXACT_NUMBERS);

  /** Found by {@link java.util.ServiceLoader}. */
  public LinesAdapter() {}

  @Override
  public String name() {
    return "lines";
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  /** Behind those that come with Snakepit: who wants this one says so. */
  @Override
  public int priority() {
    return -100;
  }

  @Override
  public Optional<WorkerSide> workerSide(String language) {
    return language.equals("python")
        ? Optional.of(
            new WorkerSide(LinesAdapter.class, "META-INF/lines/python", "lines_wire", List.of()))
        : Optional.empty();
  }

  @Override
  public CompletionStage<Worker> open(OpenRequest request) {
    return new LinesWorker(request).open();
  }
}
