package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonOptionsTest {

  private static final Machine MACHINE = Machines.with(Map.of());

  @TempDir Path folder;

  @Test
  void withoutOptionsNoEnvironmentIsAskedFor() {
    PythonOptions options = PythonOptions.parse(Map.of(), MACHINE);

    assertThat(options.asksForEnvironment()).isFalse();
    assertThat(options.python()).isEmpty();
    assertThat(options.threads()).isEqualTo(1);
    assertThat(options.folders()).isEmpty();
    assertThat(options.cache().path()).isEqualTo(Path.of("/home/somebody/.cache/snakepit"));
    assertThat(options.nativeCode()).isFalse();
  }

  @Test
  void everyOptionIsRead() throws IOException {
    Path requirements = Files.writeString(folder.resolve("requirements.txt"), "numpy\n");
    PythonOptions options =
        PythonOptions.parse(
            Map.of(
                "python",
                " python3.12 ",
                "requirements",
                requirements.toString(),
                "packages",
                "scipy,pandas",
                "threads",
                "4",
                "path",
                Machines.path(folder, folder.getRoot()),
                "cache",
                folder.resolve("cache").toString(),
                "native",
                "true",
                "preload",
                " torch.nn , models/big.py,, ./tools , " + folder),
            MACHINE);

    assertThat(options.python()).contains("python3.12");
    assertThat(options.requirements().orElseThrow().path()).isEqualTo(requirements);
    assertThat(options.packages()).containsExactly("scipy", "pandas");
    assertThat(options.threads()).isEqualTo(4);
    assertThat(options.folders()).containsExactly(folder, folder.getRoot());
    assertThat(options.cache().path()).isEqualTo(folder.resolve("cache"));
    assertThat(options.nativeCode()).isTrue();
    assertThat(options.preload())
        .containsExactly(
            "torch.nn",
            Path.of("models/big.py").toAbsolutePath().toString(),
            Path.of("tools").toAbsolutePath().toString(),
            folder.toString());
    assertThat(options.asksForEnvironment()).isTrue();
  }

  @Test
  void everyProblemIsNamedAtOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(
            () ->
                PythonOptions.parse(
                    Map.of(
                        "requirements", folder.resolve("none.txt").toString(),
                        "packages", "numpy --index-url",
                        "threads", "many",
                        "path", folder.resolve("nowhere").toString(),
                        "cache", file.toString()),
                    MACHINE))
        .asInstanceOf(InstanceOfAssertFactories.type(ConfigurationException.class))
        .extracting(ConfigurationException::problems)
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("option requirements", "none.txt"),
            problem -> assertThat(problem).contains("option packages", "--index-url"),
            problem -> assertThat(problem).contains("option threads", "'many'"),
            problem -> assertThat(problem).contains("option path", "nowhere"),
            problem -> assertThat(problem).contains("option cache", "no folder"));
  }

  @Test
  void aRequirementsFileInAnotherEncodingIsSaidToBe() throws IOException {
    Path file = Files.writeString(folder.resolve("utf16.txt"), "numpy", StandardCharsets.UTF_16);
    assertThatThrownBy(() -> PythonOptions.parse(Map.of("requirements", file.toString()), MACHINE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("utf16.txt, or a file that it includes, isn't UTF-8");
  }

  @Test
  void negativeThreadsAreRefused() {
    assertThatThrownBy(() -> PythonOptions.parse(Map.of("threads", "-1"), MACHINE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'-1'");
  }

  @Test
  void aFlagIsTrueOrFalse() {
    assertThatThrownBy(() -> PythonOptions.parse(Map.of("native", "yes"), MACHINE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("must be true or false, and is 'yes'");
  }

  @Test
  void everythingReadIsDeclared() {
    assertThat(PythonOptions.SPECS)
        .extracting(spec -> spec.name())
        .containsExactlyInAnyOrder(
            "python", "requirements", "packages", "threads", "path", "cache", "native", "preload");
  }
}
