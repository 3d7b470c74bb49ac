package io.snakepit.core.discovery;

import java.security.CodeSource;

/** Where a provider comes from. */
final class Origin {

  private Origin() {}

  /** As {@code io.example.FooAdapter 1.2 from file:/…/foo.jar}, as far as it is known. */
  static String of(Class<?> provider) {
    StringBuilder text = new StringBuilder(provider.getName());
    String version = provider.getPackage().getImplementationVersion();
    if (version != null) {
      text.append(' ').append(version);
    }
    CodeSource source = provider.getProtectionDomain().getCodeSource();
    if (source != null && source.getLocation() != null) {
      text.append(" from ").append(source.getLocation());
    }
    return text.toString();
  }
}
