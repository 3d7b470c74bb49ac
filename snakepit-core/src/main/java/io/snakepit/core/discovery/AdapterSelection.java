package io.snakepit.core.discovery;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.UnavailableException;
import io.snakepit.core.discovery.Rejection.Fault;
import io.snakepit.core.text.Suggestions;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
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

/** Chooses a pool's adapter. Whatever there is to choose from, the outcome is stated. */
public final class AdapterSelection {

  private static final String ARTIFACTS =
      "add io.snakepit:snakepit-stdio or io.snakepit:snakepit-grpc to the class path";

  private static final Set<String> OURS = Set.of("stdio", "grpc");

  /** How an adapter is asked, which is to answer at once. */
  @FunctionalInterface
  public interface Asking {

    /** The answer to a question; throws what the adapter throws. */
    KnownAdapter ask(Adapter adapter, Supplier<KnownAdapter> question);
  }

  private final WorkerRuntime runtime;
  private final String language;
  private final Map<String, String> runtimeOptions;
  private final Asking asking;
  private final List<Rejection> rejected = new ArrayList<>();

  private AdapterSelection(
      WorkerRuntime runtime, Map<String, String> runtimeOptions, Asking asking) {
    this.runtime = runtime;
    this.language = runtime.language();
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
  public static KnownAdapter choose(
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
            + (suggestion.isEmpty() ? remedy(name) : suggestion));
  }

  private static String remedy(String absent) {
    return OURS.contains(absent)
        ? "; add io.snakepit:snakepit-" + absent + " to the class path"
        : "; add its jar to the class path, or its plugin to the plugin folder";
  }

  private KnownAdapter best(Collection<Adapter> candidates) {
    List<KnownAdapter> usable =
        candidates.stream()
            .map(this::known)
            .filter(this::isUsable)
            .sorted(
                Comparator.comparingInt(KnownAdapter::priority)
                    .reversed()
                    .thenComparing(KnownAdapter::name))
            .toList();
    for (KnownAdapter adapter : usable) {
      if (canBeStarted(adapter)) {
        return adapter;
      }
    }
    throw noneUsable();
  }

  /** One that can't even be asked doesn't keep others from serving. */
  private KnownAdapter known(Adapter adapter) {
    try {
      return asking.ask(adapter, () -> KnownAdapter.ask(adapter, language));
    } catch (RuntimeException | LinkageError failure) {
      return KnownAdapter.unusable(adapter, adapter.name(), "asking it failed: " + failure);
    }
  }

  private boolean isUsable(KnownAdapter adapter) {
    return accept(adapter, Fault.ADAPTER, adapter.availability());
  }

  /** Asked last, and only until one is found: it may take a process. */
  private boolean canBeStarted(KnownAdapter adapter) {
    return accept(adapter, Fault.RUNTIME, ofRuntime(adapter));
  }

  private Availability ofRuntime(KnownAdapter adapter) {
    try {
      return runtime.availability(
          new RuntimeRequest(adapter.wire(), adapter.workerSide(language), runtimeOptions));
    } catch (ConfigurationException wrong) {
      throw wrong; // its options can't be right, whichever the adapter
    } catch (RuntimeException | LinkageError failure) {
      return Availability.unusable("asking it failed: " + failure, "");
    }
  }

  private boolean accept(KnownAdapter adapter, Fault fault, Availability availability) {
    if (!availability.isUsable()) {
      rejected.add(new Rejection(adapter.name(), fault, availability));
    }
    return availability.isUsable();
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
