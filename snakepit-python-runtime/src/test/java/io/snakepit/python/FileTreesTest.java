package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreesTest {

  @TempDir Path folder;

  @Test
  void newFoldersAreForThisUserAlone() throws Exception {
    Path made = folder.resolve("a/b");
    FileTrees.createPrivate(made);
    FileTrees.createPrivate(made);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  @Test
  void writingReplacesTheWholeFileAndLeavesNothingElse() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "something longer");
    FileTrees.writeWhole(file, "new".getBytes(StandardCharsets.UTF_8));

    assertThat(file).hasContent("new");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void deletingDoesNotFollowLinks() throws Exception {
    Path outside = Files.writeString(folder.resolve("outside"), "kept");
    Path tree = Files.createDirectories(folder.resolve("tree/deep")).getParent();
    Files.createSymbolicLink(tree.resolve("deep/link"), outside);
    Files.createSymbolicLink(tree.resolve("folder"), folder);
    FileTrees.delete(tree);
    FileTrees.delete(tree);

    assertThat(tree).doesNotExist();
    assertThat(outside).hasContent("kept");
  }
}
