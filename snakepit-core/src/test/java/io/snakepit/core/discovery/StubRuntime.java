package io.snakepit.core.discovery;

import io.snakepit.api.Capability;
import io.snakepit.spi.Availability;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A runtime that answers as it is told, and remembers what it was asked. */
final class StubRuntime implements WorkerRuntime {

  final List<RuntimeRequest> asked = new ArrayList<>();
  private final String name;
  private final Function<RuntimeRequest, Availability> answer;

  StubRuntime(String name, Function<RuntimeRequest, Availability> answer) {
    this.name = name;
    this.answer = answer;
  }

  static StubRuntime usable() {
    return new StubRuntime("sh", request -> Availability.usable());
  }

  /** Can't serve the wire of one adapter. */
  static StubRuntime without(String adapter) {
    return new StubRuntime(
        "sh",
        request ->
            request.wire().equals(adapter + "-wire")
                ? Availability.unusable(
                    "its package is missing for " + adapter, "install it for " + adapter)
                : Availability.usable());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Availability availability(RuntimeRequest request) {
    asked.add(request);
    return answer.apply(request);
  }

  @Override
  public PreparedRuntime prepare(RuntimeRequest request) {
    throw new UnsupportedOperationException();
  }
}
