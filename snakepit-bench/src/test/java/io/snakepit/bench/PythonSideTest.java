package io.snakepit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PythonSideTest {

  @Test
  void itsFolderGoesWithAllThatIsInIt() throws IOException {
    Path folder;
    try (PythonSide python = PythonSide.of("python")) {
      folder = python.folder();
      assertThat(python.script("floor.py")).exists().hasParent(folder);
      Path compiled = Files.createDirectory(folder.resolve("__pycache__"));
      Files.createFile(compiled.resolve("floor.pyc"));
    }

    assertThat(folder).doesNotExist();
  }
}
