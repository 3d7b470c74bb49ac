package io.snakepit.core.discovery;

import io.snakepit.api.Capability;
import io.snakepit.spi.Availability;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import java.util.Set;

/** A runtime with a name that one on the class path has. */
public final class TwinRuntime implements WorkerRuntime {

  @Override
  public String name() {
    return "command";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Availability availability(RuntimeRequest request) {
    return Availability.usable();
  }

  @Override
  public PreparedRuntime prepare(RuntimeRequest request) {
    throw new UnsupportedOperationException();
  }
}
