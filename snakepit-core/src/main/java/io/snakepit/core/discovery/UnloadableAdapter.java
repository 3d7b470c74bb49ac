package io.snakepit.core.discovery;

import io.snakepit.api.Capability;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stands for an adapter that is there but can't be loaded, so that errors can name it. */
record UnloadableAdapter(Broken broken) implements Adapter {

  @Override
  public String name() {
    return broken.what();
  }

  @Override
  public Availability availability() {
    return Availability.unusable("it can't be loaded: " + broken.reason(), broken.remedy());
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public CompletionStage<Worker> open(OpenRequest request) {
    return CompletableFuture.failedStage(
        new UnavailableException(
            ErrorCode.ADAPTER_UNAVAILABLE, broken.reason(), broken.remedy(), null));
  }
}
