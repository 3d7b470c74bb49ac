package io.snakepit.cli.doctor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The implementations of a service that are on the class path.
 *
 * @param found those that could be made
 * @param broken a finding for each that couldn't
 * @param <S> the service
 */
record Providers<S>(List<S> found, List<Finding> broken) {

  static <S> Providers<S> of(Class<S> service) {
    List<S> found = new ArrayList<>();
    List<Finding> broken = new ArrayList<>();
    Iterator<ServiceLoader.Provider<S>> providers = ServiceLoader.load(service).stream().iterator();
    while (hasNext(providers, service, broken)) {
      ServiceLoader.Provider<S> provider = providers.next();
      try {
        found.add(provider.get());
      } catch (ServiceConfigurationError failure) {
        broken.add(finding(service, provider.type().getSimpleName(), failure));
      }
    }
    return new Providers<>(found, broken);
  }

  /** Steps over entries that name no class; each step consumes its entry. */
  private static boolean hasNext(Iterator<?> providers, Class<?> service, List<Finding> broken) {
    while (true) {
      try {
        return providers.hasNext();
      } catch (ServiceConfigurationError failure) {
        broken.add(finding(service, "unknown", failure));
      }
    }
  }

  private static Finding finding(Class<?> service, String subject, ServiceConfigurationError why) {
    return Finding.broken(
        service.getSimpleName().toLowerCase(Locale.ROOT),
        subject,
        String.valueOf(why.getMessage()),
        "correct or remove the jar that names it");
  }
}
