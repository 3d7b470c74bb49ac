package io.snakepit.core.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds providers by {@link ServiceLoader}: through the thread's context class loader and through
 * the one that loaded the core. One that can't be loaded doesn't keep the others away.
 */
final class ServiceDiscovery {

  private static final Logger logger = LoggerFactory.getLogger(ServiceDiscovery.class);

  private static final Pattern NAMED = Pattern.compile(": Provider (\\S+)");

  /** A service loader that can't read its lists fails at each step, and never ends. */
  private static final int MOST_FAILURES = 100;

  private ServiceDiscovery() {}

  /**
   * A provider that couldn't be loaded.
   *
   * @param provider its class, as far as it is known
   * @param reason why not
   */
  record Broken(String provider, String reason) {}

  /** What was found. */
  record Found<T>(List<T> providers, List<Broken> broken) {}

  static <T> Found<T> find(Class<T> service) {
    return find(
        service,
        Thread.currentThread().getContextClassLoader(),
        ServiceDiscovery.class.getClassLoader());
  }

  static <T> Found<T> find(Class<T> service, @Nullable ClassLoader... loaders) {
    Found<T> found = new Found<>(new ArrayList<>(), new ArrayList<>());
    Set<String> seen = new HashSet<>();
    Arrays.stream(loaders)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(loader -> search(service, loader, seen, found));
    return found;
  }

  private static <T> void search(
      Class<T> service, ClassLoader loader, Set<String> seen, Found<T> found) {
    Iterator<ServiceLoader.Provider<T>> providers =
        ServiceLoader.load(service, loader).stream().iterator();
    int failures = 0;
    while (failures < MOST_FAILURES) {
      @Nullable String known = null;
      try {
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<T> provider = providers.next();
        known = provider.type().getName();
        // the same class, seen through two loaders, is one
        if (seen.add(known)) {
          T instance = provider.get();
          logger.debug("found {}", Origin.of(instance.getClass()));
          found.providers().add(instance);
        }
      } catch (ServiceConfigurationError | LinkageError failure) {
        failures++;
        String name = known == null ? named(service, failure) : known;
        if (found.broken().stream().noneMatch(other -> other.provider().equals(name))) {
          Broken broken = new Broken(name, reason(failure));
          logger.warn("can't load {}: {}", name, broken.reason());
          logger.debug("can't load {}", name, failure);
          found.broken().add(broken);
        }
      }
    }
  }

  /** The class that a failure is about: the service loader only says it in its message. */
  private static String named(Class<?> service, Throwable failure) {
    Matcher named = NAMED.matcher(String.valueOf(failure.getMessage()));
    return named.find() ? named.group(1) : "a provider of " + service.getName();
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure.toString() : failure.getMessage() + ": " + cause;
  }
}
