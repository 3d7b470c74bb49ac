package io.snakepit.grpc;

import com.google.auto.service.AutoService;
import io.snakepit.api.Capability;
import io.snakepit.api.ConfigurationException;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.OptionSpec;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerSide;
import io.snakepit.wire.Sharing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The adapter for workers that are gRPC servers, on the same machine. Needs {@code grpcio} and
 * {@code protobuf} on Python's side.
 *
 * @since 0.1.0
 */
@AutoService(Adapter.class)
public final class GrpcAdapter implements Adapter {

  /** Below stdio, which is faster on one machine and needs no package. */
  private static final int PRIORITY = 50;

  private static final List<String> REQUIREMENTS = List.of("grpcio>=1.60", "protobuf>=4.22");

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
  public GrpcAdapter() {}

  @Override
  public String name() {
    return "grpc";
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
  public Availability availability() {
    return GrpcLibraries.availability();
  }

  @Override
  public Optional<WorkerSide> workerSide(String language) {
    return language.equals("python")
        ? Optional.of(
            new WorkerSide(
                GrpcAdapter.class, "META-INF/snakepit/grpc/python", "snakepit_grpc", REQUIREMENTS))
        : Optional.empty();
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        new OptionSpec(
            Carrier.OPTION,
            "what carries the stream: auto (a Unix socket where that works), unix or tcp",
            Carrier.AUTO.optionValue(),
            Carrier.choices()),
        new OptionSpec(
            PortRange.OPTION,
            "for tcp: the ports a worker may listen at, as 50000-50099; any free one when left out",
            ""),
        Sharing.option());
  }

  @Override
  public CompletionStage<Worker> open(OpenRequest request) {
    try {
      Carrier carrier = Carrier.of(request.options().get(Carrier.OPTION));
      PortRange ports = PortRange.parse(request.options().get(PortRange.OPTION));
      return Opening.start(request, carrier, ports);
    } catch (ConfigurationException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
