package io.snakepit.core.codec;

import static java.util.Arrays.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A Jackson that lacks what the codecs use, as one that an application has lowered. */
class OldJacksonTest {

  /** The class path of this test, without a class that only newer versions have. */
  private static final class Lacking extends URLClassLoader {

    private final String missing;

    Lacking(String missing) {
      super(classPath(), ClassLoader.getPlatformClassLoader());
      this.missing = missing;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals(missing)) {
        throw new ClassNotFoundException(name);
      }
      return super.findClass(name);
    }

    private static URL[] classPath() {
      return stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
          .map(OldJacksonTest::url)
          .toArray(URL[]::new);
    }
  }

  @Test
  void isSaidWithTheVersionsAndTheRemedy() throws Exception {
    try (Lacking application = new Lacking("com.fasterxml.jackson.core.json.JsonWriteFeature")) {
      Throwable failure = discover(application);

      assertThat(failure.getClass().getSimpleName()).isEqualTo("UnavailableException");
      assertThat(failure)
          .hasMessageContaining("java.lang.NoClassDefFoundError")
          .hasMessageContaining("com/fasterxml/jackson/core/json/JsonWriteFeature")
          .hasMessageContaining("Jackson on the class path is")
          .hasMessageContaining("2.18")
          .hasMessageContaining("dependencyManagement")
          .hasCauseInstanceOf(Error.class);
    }
  }

  private static Throwable discover(ClassLoader application) throws ReflectiveOperationException {
    try {
      application.loadClass(Codecs.class.getName()).getMethod("discovered").invoke(null);
      throw new AssertionError("the codecs can do without");
    } catch (InvocationTargetException thrown) {
      return thrown.getCause();
    }
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
