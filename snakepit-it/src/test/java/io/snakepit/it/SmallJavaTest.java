package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Snakepit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Java of the modules that docs/platforms.md names, as jlink makes it for a container. */
@Timeout(120)
class SmallJavaTest {

  @TempDir private Path folder;

  /** The application in it. */
  static final class Application {

    private Application() {}

    public static void main(String[] arguments) {
      try (Snakepit pit = RealPython.start(pool -> {})) {
        System.out.println(pit.execute("echo", Map.of("value", 5)).as(Integer.class));
      }
    }
  }

  @Test
  void fewModulesAreEnough() throws Exception {
    Path output = folder.resolve("output.txt");
    Path errors = folder.resolve("errors.txt");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base,java.logging",
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      java.destroyForcibly();
    }

    assertThat(output).as(Files.readString(errors)).hasContent("5\n");
    assertThat(java.exitValue()).isZero();
  }
}
