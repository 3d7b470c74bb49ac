package io.snakepit.core.discovery.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin shares with Snakepit: the platform, the API and the SPI, the logging API, and the
 * annotations that these carry. Everything else of the application it can't see, neither classes
 * nor resources; so nobody's {@code META-INF/services} are taken for the plugin's own.
 */
final class SharedClasses extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  /** Whole packages; those below them are of another mind, as {@code org.slf4j.simple}. */
  private static final Set<String> PACKAGES =
      Set.of(
          "io.snakepit.api",
          "io.snakepit.spi",
          "org.slf4j",
          "org.slf4j.event",
          "org.slf4j.helpers",
          "org.slf4j.spi",
          "org.apiguardian.api",
          "org.jspecify.annotations");

  private final ClassLoader application;

  SharedClasses(ClassLoader application) {
    super("snakepit-shared", getPlatformClassLoader());
    this.application = application;
  }

  /** Asked for what the platform doesn't have. */
  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!isShared(name, '.')) {
      throw new ClassNotFoundException(name);
    }
    return application.loadClass(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return isShared(name, '/') ? application.getResource(name) : null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    return isShared(name, '/') ? application.getResources(name) : Collections.emptyEnumeration();
  }

  private static boolean isShared(String name, char separator) {
    int end = name.lastIndexOf(separator);
    return end > 0 && PACKAGES.contains(name.substring(0, end).replace(separator, '.'));
  }
}
