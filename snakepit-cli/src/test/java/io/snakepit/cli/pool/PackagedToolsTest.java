package io.snakepit.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.cli.doctor.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackagedToolsTest {

  @Test
  void theFileIsThereUntilClosedAndNothingIsLeft() throws IOException {
    Path folder;
    try (PackagedTools tools = PackagedTools.unpack(Finding.class, "packages.py")) {
      folder = tools.folder();
      assertThat(tools.file()).content().contains("def package_versions");
      Files.createDirectories(folder.resolve("__pycache__"));
      Files.writeString(folder.resolve("__pycache__/left.pyc"), "x");
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> PackagedTools.unpack(PackagedToolsTest.class, "absent.py"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent.py");
  }
}
