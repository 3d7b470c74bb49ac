package io.snakepit.stdio;

import com.google.auto.service.AutoService;
import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.OptionSpec;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerSide;
import io.snakepit.wire.Sharing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The adapter for workers on the same machine: framed bytes over a Unix socket or over pipes. Needs
 * no package on either side.
 *
 * @since 0.1.0
 */
@AutoService(Adapter.class)
public final class StdioAdapter implements Adapter {

  /** Above the wires that could also go to another machine: it is the fastest on this one. */
  private static final int PRIORITY = 100;

  /** MULTIPLEXING, as all of them, counts only for workers that have it, too. */
  private static final Set<Capability> CAPABILITIES =
      Set.of(
          Capability.STREAMING,
          Capability.CANCELLATION,
          Capability.HOST_CALLS,
          Capability.REENTRANT,
          Capability.BINARY,
          Capability.EXACT_NUMBERS,
          Capability.MULTIPLEXING);

  /** Creates the adapter. */
  public StdioAdapter() {}

  @Override
  public String name() {
    return "stdio";
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public int priority() {
    return PRIORITY;
  }

  @Override
  public Optional<WorkerSide> workerSide(String language) {
    return language.equals("python")
        ? Optional.of(
            new WorkerSide(
                StdioAdapter.class, "META-INF/snakepit/stdio/python", "snakepit_stdio", List.of()))
        : Optional.empty();
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            Carrier.OPTION,
            "what carries the frames: auto (pipes on Linux, socket elsewhere), pipes or socket",
            Carrier.AUTO.optionValue(),
            Carrier.choices()),
        Sharing.option());
  }

  @Override
  public CompletionStage<Worker> open(OpenRequest request) {
    return Opening.start(request, Carrier.of(request.options().get(Carrier.OPTION)));
  }
}
