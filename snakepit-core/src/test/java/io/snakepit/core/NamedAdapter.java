package io.snakepit.core;

import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** An adapter under another name, so that a test has several. */
public record NamedAdapter(String name, Adapter adapter) implements Adapter {

  @Override
  public String wire() {
    return adapter.wire();
  }

  @Override
  public Set<Capability> capabilities() {
    return adapter.capabilities();
  }

  @Override
  public CompletionStage<Worker> open(OpenRequest request) {
    return adapter.open(request);
  }
}
