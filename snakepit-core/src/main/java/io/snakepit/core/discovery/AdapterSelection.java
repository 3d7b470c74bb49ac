package io.snakepit.core.discovery;

import io.snakepit.api.Capability;
import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.UnavailableException;
import io.snakepit.core.discovery.Rejection.Fault;
import io.snakepit.core.text.Suggestions;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.OptionSpec;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses a pool's adapter. Whatever there is to choose from, the outcome is stated. */
public final class AdapterSelection {

  private static final String ARTIFACTS =
      "add io.snakepit:snakepit-stdio or io.snakepit:snakepit-grpc to the class path";

  private static final String ABSENT =
      "; add its jar to the class path, or its plugin to the plugin folder";

  /** How an adapter is asked, which is to answer at once. */
  @FunctionalInterface
  public interface Asking {

    /** The answer to a question; throws what the adapter throws. */
    Availability ask(Adapter adapter, Supplier<Availability> question);
  }

  private final WorkerRuntime runtime;
  private final Map<String, String> runtimeOptions;
  private final Asking asking;
  private final List<Rejection> rejected = new ArrayList<>();

  private AdapterSelection(
      WorkerRuntime runtime, Map<String, String> runtimeOptions, Asking asking) {
    this.runtime = runtime;
    this.runtimeOptions = runtimeOptions;
    this.asking = asking;
  }

  /**
   * Chooses the configured one; when none is configured, the only one there is, or of several that
   * can be used the one with the highest priority, and among equals the first by name.
   *
   * @param configured the name that the user wants, if any
   * @param found the adapters there are
   * @param runtime what starts the workers
   * @param runtimeOptions what it is to be asked with
   * @param asking asks each adapter, of which one that isn't even chosen may not return
   * @throws UnavailableException when there is none, or none that can be used, with all reasons
   * @throws ConfigurationException when there is none of the configured name, or when the options
   *     of the runtime can't be right
   */
  public static Adapter choose(
      Optional<String> configured,
      Collection<Adapter> found,
      WorkerRuntime runtime,
      Map<String, String> runtimeOptions,
      Asking asking) {
    if (found.isEmpty()) {
      throw new UnavailableException(
          ErrorCode.ADAPTER_UNAVAILABLE, "no adapter was found", ARTIFACTS, null);
    }
    AdapterSelection selection = new AdapterSelection(runtime, runtimeOptions, asking);
    Collection<Adapter> candidates =
        configured.map(name -> List.of(named(name, found))).orElse(List.copyOf(found));
    return selection.best(candidates);
  }

  private static Adapter named(String name, Collection<Adapter> found) {
    return found.stream()
        .filter(adapter -> adapter.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, found));
  }

  private static ConfigurationException unknown(String name, Collection<Adapter> found) {
    List<String> names =
        found.stream()
            .filter(adapter -> !(adapter instanceof UnloadableAdapter))
            .map(Adapter::name)
            .sorted()
            .toList();
    String unloadable =
        found.stream()
            .filter(UnloadableAdapter.class::isInstance)
            .map(adapter -> "; " + ((UnloadableAdapter) adapter).broken().describe())
            .collect(Collectors.joining());
    String suggestion = Suggestions.didYouMean(name, names);
    return new ConfigurationException(
        "there is no adapter named '"
            + name
            + (names.isEmpty() ? "'" : "', only " + String.join(", ", names))
            + unloadable
            + (suggestion.isEmpty() ? ABSENT : suggestion));
  }

  private Adapter best(Collection<Adapter> candidates) {
    // an adapter that can't be used isn't asked for its priority
    List<Adapter> usable =
        candidates.stream()
            .filter(this::isUsable)
            .sorted(
                Comparator.comparingInt(Adapter::priority).reversed().thenComparing(Adapter::name))
            .toList();
    for (Adapter adapter : usable) {
      if (canBeStarted(adapter)) {
        return adapter;
      }
    }
    throw noneUsable();
  }

  private boolean isUsable(Adapter adapter) {
    return accept(adapter, Fault.ADAPTER, () -> asking.ask(adapter, () -> availability(adapter)));
  }

  /** Asks it all that it has to answer: what it can't is its fault, and not the runtime's. */
  private Availability availability(Adapter adapter) {
    @Nullable Availability availability = adapter.availability(); // by code without our checks
    if (availability == null) {
      return Availability.unusable("its availability is null", "");
    }
    if (!availability.isUsable()) {
      return availability;
    }
    @Nullable Set<Capability> capabilities = adapter.capabilities();
    if (capabilities == null) {
      return Availability.unusable("its capabilities are null", "");
    }
    @Nullable String wire = adapter.wire();
    if (wire == null) {
      return Availability.unusable("its wire is null", "");
    }
    @Nullable Object side = adapter.workerSide(runtime.language());
    if (side == null) {
      return Availability.unusable("its worker side is null, not empty", "");
    }
    @Nullable List<OptionSpec> options = adapter.options();
    return options == null ? Availability.unusable("its options are null", "") : availability;
  }

  /** Asked last, and only until one is found: it may take a process. */
  private boolean canBeStarted(Adapter adapter) {
    return accept(
        adapter,
        Fault.RUNTIME,
        () ->
            runtime.availability(
                new RuntimeRequest(
                    adapter.wire(), adapter.workerSide(runtime.language()), runtimeOptions)));
  }

  private boolean accept(Adapter adapter, Fault fault, Supplier<Availability> question) {
    Availability availability = answer(fault, question);
    if (!availability.isUsable()) {
      rejected.add(new Rejection(adapter.name(), fault, availability));
    }
    return availability.isUsable();
  }

  /** One that can't even be asked doesn't keep others from serving. */
  private static Availability answer(Fault fault, Supplier<Availability> question) {
    try {
      return question.get();
    } catch (RuntimeException | LinkageError failure) {
      if (fault == Fault.RUNTIME && failure instanceof ConfigurationException wrong) {
        throw wrong; // its options can't be right, whichever the adapter
      }
      return Availability.unusable("asking it failed: " + failure, "");
    }
  }

  /** What the runtime lacks is what this adapter needs, where there is one. */
  private String forWhich() {
    return rejected.size() == 1 ? " for adapter '" + rejected.get(0).adapter() + "'" : "";
  }

  private SnakepitException noneUsable() {
    boolean onlyRuntime = rejected.stream().allMatch(one -> one.fault() == Fault.RUNTIME);
    ErrorCode code = onlyRuntime ? ErrorCode.RUNTIME_UNAVAILABLE : ErrorCode.ADAPTER_UNAVAILABLE;
    Availability first = rejected.get(0).why();
    if (onlyRuntime && rejected.stream().allMatch(one -> one.why().equals(first))) {
      return new UnavailableException(
          code,
          "runtime '" + runtime.name() + "' can't be used" + forWhich() + ": " + first.reason(),
          first.remedy(),
          null);
    }
    if (rejected.size() == 1) {
      return new UnavailableException(
          code,
          "adapter '" + rejected.get(0).adapter() + "' can't be used: " + first.reason(),
          first.remedy(),
          null);
    }
    return new UnavailableException(
        code,
        rejected.stream()
            .map(one -> "\n  " + one.describe())
            .collect(Collectors.joining("", "none of the adapters can be used:", "")),
        "",
        null);
  }
}
