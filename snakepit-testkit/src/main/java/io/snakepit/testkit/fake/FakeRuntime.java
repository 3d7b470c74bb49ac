package io.snakepit.testkit.fake;

import io.snakepit.api.Capability;
import io.snakepit.spi.Availability;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The runtime of fake workers, named {@code fake}: they need no process, so its plans start none.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FakeRuntime implements WorkerRuntime {

  /** The one instance that is ever needed. */
  public FakeRuntime() {}

  @Override
  public String name() {
    return FakeAdapter.NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Availability availability(RuntimeRequest request) {
    return request.wire().equals(FakeAdapter.NAME)
        ? Availability.usable()
        : Availability.unusable(
            "the fake runtime starts no process that could speak '" + request.wire() + "'",
            "choose the adapter 'fake'");
  }

  @Override
  public PreparedRuntime prepare(RuntimeRequest request) {
    return arguments -> new LaunchPlan(List.of(), Map.of(), Set.of(), Optional.empty());
  }
}
