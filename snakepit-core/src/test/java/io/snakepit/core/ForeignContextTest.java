package io.snakepit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.SnakepitProvider;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A thread of another application, which has a Snakepit of its own, finds that of its caller. */
class ForeignContextTest {

  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  @Test
  void theCopyOfAnotherApplicationIsPassedOver() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    try (URLClassLoader other =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      assertThat(other.loadClass(SnakepitProvider.class.getName()))
          .isNotEqualTo(SnakepitProvider.class);
      thread.setContextClassLoader(other);
      assertThat(SnakepitProvider.load()).isInstanceOf(CoreSnakepitProvider.class);
    } finally {
      thread.setContextClassLoader(own);
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> places = new ArrayList<>();
    for (String place : SEPARATOR.split(System.getProperty("java.class.path"), -1)) {
      places.add(Path.of(place).toUri().toURL());
    }
    return places.toArray(URL[]::new);
  }
}
