package io.snakepit.core.discovery;

import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.OptionSpec;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerSide;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An adapter with all that it has answered when it was chosen. Asked once, it holds up nobody who
 * wants to know later, which may be under a lock.
 *
 * @param adapter opens the workers
 * @param language that its worker side is for
 * @param side its worker side for that language
 */
public record KnownAdapter(
    Adapter adapter,
    String name,
    Availability availability,
    Set<Capability> capabilities,
    int priority,
    String wire,
    String language,
    Optional<WorkerSide> side,
    List<OptionSpec> options)
    implements Adapter {

  /** Asks it all that it has to answer: what it can't is its fault, and not the runtime's. */
  static KnownAdapter ask(Adapter adapter, String language) {
    String name = adapter.name();
    Availability availability = adapter.availability();
    if (isMissing(availability)) {
      return unusable(adapter, name, "its availability is null");
    }
    if (!availability.isUsable()) {
      return unusable(adapter, name, availability);
    }
    Set<Capability> capabilities = adapter.capabilities();
    if (isMissing(capabilities)) {
      return unusable(adapter, name, "its capabilities are null");
    }
    String wire = adapter.wire();
    if (isMissing(wire)) {
      return unusable(adapter, name, "its wire is null");
    }
    Optional<WorkerSide> side = adapter.workerSide(language);
    if (isMissing(side)) {
      return unusable(adapter, name, "its worker side is null, not empty");
    }
    List<OptionSpec> options = adapter.options();
    if (isMissing(options)) {
      return unusable(adapter, name, "its options are null");
    }
    return new KnownAdapter(
        adapter,
        name,
        availability,
        Set.copyOf(capabilities),
        adapter.priority(),
        wire,
        language,
        side,
        List.copyOf(options));
  }

  /** It comes from code without our checks. */
  private static boolean isMissing(@Nullable Object answer) {
    return answer == null;
  }

  /** One that couldn't be asked, or can't be used. */
  public static KnownAdapter unusable(Adapter adapter, String name, String reason) {
    return unusable(adapter, name, Availability.unusable(reason, ""));
  }

  private static KnownAdapter unusable(Adapter adapter, String name, Availability why) {
    return new KnownAdapter(adapter, name, why, Set.of(), 0, name, "", Optional.empty(), List.of());
  }

  @Override
  public Optional<WorkerSide> workerSide(String language) {
    return language.equals(this.language) ? side : adapter.workerSide(language);
  }

  @Override
  public CompletionStage<Worker> open(OpenRequest request) {
    return adapter.open(request);
  }
}
