package io.snakepit.core.process;

import static io.snakepit.core.process.Lives.awaitDead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snakepit.core.CapturedStderr;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("what it captures of System.err is to be its own")
@EnabledOnOs(OS.LINUX)
class PrivateDirectoriesTest {

  @RegisterExtension final CapturedStderr stderr = new CapturedStderr();
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
  void whatIsRemovedIsForgottenByTheGuardian() throws Exception {
    Guardian guardian = new Guardian();
    guardian.hold(); // as for another Snakepit
    PrivateDirectories directories = new PrivateDirectories(Optional.of(place), guardian);
    Path root = directories.create().getParent();

    directories.close();

    Files.createDirectory(root); // of somebody else
    long shell = guardian.pid().orElseThrow();
    guardian.release();
    awaitDead(shell);
    assertThat(root).exists();
    Files.delete(root);
  }

  @Test
  void whoAsksAfterThatGetsNone() throws Exception {
    PrivateDirectories directories = new PrivateDirectories(Optional.of(place));
    directories.create();
    directories.close();

    assertThatThrownBy(directories::create).hasMessageContaining("removed already");
  }

  @Test
  void aRootThatTakesNoMoreIsNamedWithTheRemedy() throws Exception {
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(place))) {
      Path root = directories.create().getParent();
      Files.createFile(root.resolve("2")); // whoever tests may write in folders without permission

      assertThatThrownBy(directories::create)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no place for private files of workers: " + root)
          .hasMessageContaining("(work-directory)");
    }
  }

  @Test
  void anotherRootIsMadeWhenSomethingTidiesTheFirstAway() throws Exception {
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(place))) {
      Path lost = directories.create();
      Files.delete(lost);
      Files.delete(lost.getParent());

      Path found = directories.create();

      assertThat(found).isDirectory().startsWith(place);
      directories.remove(lost);
      directories.remove(found);
      assertThat(found).doesNotExist();
    }
  }

  @Test
  void aFolderThatSomebodyMadeInPlaceOfTheRootIsNeitherUsedNorRemoved() throws Exception {
    Path root;
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(place))) {
      Path lost = directories.create();
      root = lost.getParent();
      Files.delete(lost);
      Files.move(root, place.resolve("away")); // so that the new one is surely another
      Files.createDirectory(root);

      assertThat(directories.create().getParent()).isNotEqualTo(root);
    }
    Files.delete(place.resolve("away"));
    Files.delete(root); // fails when it isn't there
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
  void aPlaceThatCannotBeUsedIsPassedOverAndNamed() throws Exception {
    Path file = Files.writeString(place.resolve("file"), "text");
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(file))) {
      Path made = directories.create();

      assertThat(made).isDirectory();
      assertThat(logged().get(0))
          .contains("WARN")
          .contains(file + " can't be used (it is no folder)")
          .contains("work-directory")
          .endsWith("the private files of workers are in " + made.getParent());
      assertThat(directories.create()).isDirectory();
      assertThat(logged()).as("told once").hasSize(1);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void aPlaceThatAStrangerHasPutThereIsPassedOverAndNamed() throws Exception {
    Path theirs = Files.createDirectory(place.resolve("theirs"));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxrwxrwx"));
    giveAway(theirs);
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(theirs))) {
      Path made = directories.create();

      assertThat(made).isDirectory();
      assertThat(made.startsWith(theirs)).isFalse();
      assertThat(logged().get(0))
          .contains(theirs + " can't be used (" + theirs + " belongs to another user");
      assertThat(theirs).isEmptyDirectory();
    } finally {
      Files.delete(theirs);
    }
  }

  private static void giveAway(Path path) throws IOException {
    try {
      Files.setAttribute(path, "unix:uid", 65534);
    } catch (FileSystemException refused) {
      assumeTrue(false, "only root can give files to other users");
    }
  }

  @Test
  void aPlaceThatHasToBeMadeIsForItsOwnerOnly() throws Exception {
    Path made = place.resolve("made");
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(made))) {
      directories.create();

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
    Files.delete(made);
  }

  @Test
  void thatNobodyNamedAPlaceIsNoNews() throws Exception {
    Path deep = place.resolve("a-folder-with-a-rather-long-name-indeed");
    try (PrivateDirectories directories =
        new PrivateDirectories(Optional.empty(), List.of(deep, place), Guardian.shared())) {
      assertThat(directories.create()).startsWith(place);
    }
    assertThat(logged()).isEmpty();
  }

  @Test
  void whereThereIsNoPlaceTheErrorNamesEachAndTheRemedy() throws Exception {
    Path file = Files.writeString(place.resolve("file"), "text");
    Path deep = place.resolve("a-folder-with-a-rather-long-name-indeed");
    try (PrivateDirectories directories =
        new PrivateDirectories(Optional.of(file), List.of(deep), Guardian.shared())) {
      assertThatThrownBy(directories::create)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "no place for private files of workers: %s can't be used (it is no folder), %s has"
                  + " too long a path for sockets; name a folder that this user can write, with a"
                  + " path of at most 36 bytes (work-directory)",
              file, deep);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void aPlaceOfTheLengthThatIsAskedForIsUsed() throws Exception {
    Path exact = place.resolve("x".repeat(36 - place.toString().length() - 1));
    try (PrivateDirectories directories = new PrivateDirectories(Optional.of(exact))) {
      assertThat(directories.create()).startsWith(exact);
    }
    Files.delete(exact);
  }

  private List<String> logged() {
    return stderr
        .text()
        .lines()
        .filter(line -> line.contains(PrivateDirectories.class.getName()))
        .toList();
  }
}
