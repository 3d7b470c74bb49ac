package io.snakepit.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class PrivateDirectoriesTest {

  private Path place;

  @BeforeEach
  void makePlace() throws IOException {
    place = Files.createTempDirectory(Path.of("/tmp"), "t");
  }

  @AfterEach
  void removePlace() throws IOException {
    Files.delete(place); // fails when something was left in it
  }

  @Test
  void eachIsForItsOwnerOnlyAndShort() throws Exception {
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(place))) {
      Path first = directories.create();
      Path second = directories.create();

      assertThat(first).isDirectory().startsWith(place).isNotEqualTo(second);
      for (Path folder : new Path[] {first, first.getParent()}) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
            .isEqualTo("rwx------");
      }
      assertThat(second.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(60);
    }
  }

  @Test
  void oneIsRemovedWithWhatIsInItButNotWhatLinksLeadTo() throws Exception {
    Path elsewhere = Files.writeString(Files.createTempFile("kept", ""), "text");
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(place))) {
      Path folder = directories.create();
      Path other = directories.create();
      Files.createDirectories(folder.resolve("a/b"));
      Files.writeString(folder.resolve("a/b/file"), "text");
      Files.createSymbolicLink(folder.resolve("link"), elsewhere);

      directories.remove(folder);
      directories.remove(folder);

      assertThat(folder).doesNotExist();
      assertThat(other).exists();
      assertThat(elsewhere).exists();
    } finally {
      Files.delete(elsewhere);
    }
  }

  @Test
  void onlyItsOwnAreRemoved() throws Exception {
    Path foreign = Files.createDirectory(place.resolve("foreign"));
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(place))) {
      directories.create();
      directories.remove(foreign);

      assertThat(foreign).exists();
    } finally {
      Files.delete(foreign);
    }
  }

  @Test
  void closingRemovesAll() throws Exception {
    PrivateDirectories directories = new PrivateDirectories(Optional.of(place));
    Path folder = directories.create();
    Files.writeString(folder.resolve("file"), "text");

    directories.close();
    directories.close();

    assertThat(place).isEmptyDirectory();
  }

  @Test
  void aPlaceWithALongPathIsNotUsed() throws Exception {
    Path deep = place.resolve("a-folder-with-a-rather-long-name-indeed");
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(deep))) {
      Path folder = directories.create();

      assertThat(folder).isDirectory();
      assertThat(folder.startsWith(deep)).isFalse();
    }
  }

  @Test
  void aPlaceThatCannotBeUsedIsPassedOver() throws Exception {
    Path file = Files.writeString(place.resolve("file"), "text");
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(file))) {
      assertThat(directories.create()).isDirectory();
    } finally {
      Files.delete(file);
    }
  }
}
