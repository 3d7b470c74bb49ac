package io.snakepit.cli.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.UnavailableException;
import io.snakepit.cli.doctor.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedToolsTest {

  @TempDir private Path folder;

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
  void withoutAFolderForTemporaryFilesTheRemedyIsGiven() throws Exception {
    Path nowhere = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(
            () ->
                PackagedTools.unpack(
                    Finding.class.getResourceAsStream("packages.py"), "p.py", nowhere))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining(nowhere.toString())
        .hasMessageContaining("java.io.tmpdir");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> PackagedTools.unpack(PackagedToolsTest.class, "absent.py"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent.py");
  }
}
