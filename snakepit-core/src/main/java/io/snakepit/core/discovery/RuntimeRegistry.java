package io.snakepit.core.discovery;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import io.snakepit.core.text.Suggestions;
import io.snakepit.spi.WorkerRuntime;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The runtimes there are. May be used by several threads. */
public final class RuntimeRegistry {

  private static final String REMEDY =
      "add one to the class path, as io.snakepit:snakepit-python-runtime";

  private final NamedProviders<WorkerRuntime> runtimes = new NamedProviders<>(Service.RUNTIMES);
  private final List<Broken> broken;

  private RuntimeRegistry(List<Broken> broken) {
    this.broken = broken;
  }

  /**
   * Those that were found.
   *
   * @throws ConfigurationException when two have one name
   */
  static RuntimeRegistry of(Found<WorkerRuntime> found) {
    RuntimeRegistry registry = new RuntimeRegistry(List.copyOf(found.broken()));
    found.providers().forEach(registry.runtimes::register);
    return registry;
  }

  /**
   * Adds one.
   *
   * @throws ConfigurationException when its name is taken by another
   */
  public void register(WorkerRuntime runtime) {
    runtimes.register(runtime);
  }

  Collection<Provided<WorkerRuntime>> provided() {
    return runtimes.all();
  }

  /**
   * The one of that name.
   *
   * @throws UnavailableException when there is none at all
   * @throws ConfigurationException when there are others
   */
  public WorkerRuntime get(String name) {
    return runtimes.get(name).orElseThrow(() -> missing(name));
  }

  private RuntimeException missing(String name) {
    String unloadable =
        broken.stream().map(one -> "; " + one.describe()).collect(Collectors.joining());
    Collection<String> known = runtimes.names();
    if (known.isEmpty()) {
      return new UnavailableException(
          ErrorCode.RUNTIME_UNAVAILABLE, "no runtime was found" + unloadable, REMEDY, null);
    }
    String suggestion = Suggestions.didYouMean(name, known);
    return new ConfigurationException(
        "there is no runtime named '"
            + name
            + "', only "
            + String.join(", ", known)
            + unloadable
            + (suggestion.isEmpty() ? "; " + REMEDY : suggestion));
  }
}
