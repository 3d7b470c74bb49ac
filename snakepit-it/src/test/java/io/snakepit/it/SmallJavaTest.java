package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Snakepit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Java of the modules that docs/platforms.md names, as jlink makes it for a container. */
@Timeout(120)
class SmallJavaTest {

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
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base,java.logging",
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output.lines()).as(output).last().isEqualTo("5");
    assertThat(java.exitValue()).isZero();
  }
}
