package io.snakepit.core.discovery;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
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
 * Finds providers by {@link ServiceLoader}. One that can't be loaded, or that can't even say its
 * name, doesn't keep the others away.
 */
final class ServiceDiscovery {

  private static final Logger logger = LoggerFactory.getLogger(ServiceDiscovery.class);

  private static final Pattern NAMED = Pattern.compile(": Provider (\\S+)");

  /** A service loader that can't read its lists fails at each step, and never ends. */
  private static final int MOST_FAILURES = 100;

  private ServiceDiscovery() {}

  /** On the class path: of the thread's context class loader, and of the one that has the core. */
  static <T> Found<T> find(Service<T> service) {
    return find(
        service,
        Thread.currentThread().getContextClassLoader(),
        ServiceDiscovery.class.getClassLoader());
  }

  static <T> Found<T> find(Service<T> service, @Nullable ClassLoader... loaders) {
    Found<T> found = new Found<>();
    Set<String> seen = new HashSet<>();
    Arrays.stream(loaders)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(loader -> search(service, loader, seen, found));
    return found;
  }

  private static <T> void search(
      Service<T> service, ClassLoader loader, Set<String> seen, Found<T> found) {
    Iterator<ServiceLoader.Provider<T>> providers =
        ServiceLoader.load(service.type(), loader).stream().iterator();
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
          found.providers().add(service.provided(provider.get()));
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException failure) {
        failures++;
        String name = known == null ? named(service, failure) : known;
        if (found.broken().stream().noneMatch(other -> other.what().equals(name))) {
          logger.debug("can't load {}", name, failure);
          found.broken().add(Broken.provider(name, failure));
        }
      }
    }
  }

  /** The class that a failure is about: the service loader only says it in its message. */
  private static String named(Service<?> service, Throwable failure) {
    Matcher named = NAMED.matcher(String.valueOf(failure.getMessage()));
    return named.find() ? named.group(1) : "a provider of " + service.type().getName();
  }
}
