package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class PlantedTest {

  /** To another user only root could give them: here it is the name that says whose they are. */
  private static final Planted strangers =
      new Planted(path -> !path.getFileName().toString().startsWith("stranger"));

  @TempDir Path closed;
  private Path open;

  @BeforeEach
  void makeOpenFolder() throws IOException {
    open = Files.createDirectory(closed.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @Test
  void aStrangersFolderInOneThatAllMayWriteIs() throws Exception {
    Path folder = Files.createDirectory(open.resolve("stranger"));

    assertThat(strangers.find(folder)).contains(folder);
    assertThat(strangers.find(folder.resolve("below/it"))).contains(folder);
  }

  @Test
  void soIsALinkThere() throws Exception {
    Path link = Files.createSymbolicLink(open.resolve("stranger"), closed);

    assertThat(strangers.find(link.resolve("in"))).contains(link);
  }

  @Test
  void soIsWhatALinkOfOursLeadsTo() throws Exception {
    Path link = Files.createSymbolicLink(open.resolve("stranger"), closed);
    Path ours = Files.createSymbolicLink(closed.resolve("ours"), Path.of("open/stranger"));

    assertThat(strangers.find(ours.resolve("in"))).contains(link);
  }

  @Test
  void ourOwnFolderIsNot() throws Exception {
    Path ours = Files.createDirectory(open.resolve("ours"));

    assertThat(strangers.find(ours)).isEmpty();
    assertThat(Planted.onThisUser().find(ours)).isEmpty();
  }

  @Test
  void whatIsGivenAwayIsNoLongerOurs() throws Exception {
    Path theirs = Files.createDirectory(open.resolve("theirs"));
    try {
      Files.setAttribute(theirs, "unix:uid", 65534);
    } catch (FileSystemException refused) {
      assumeTrue(false, "only root can give files to other users");
    }

    assertThat(Planted.onThisUser().find(theirs)).contains(theirs);
  }

  @Test
  void whereNotAllMayWriteNothingIs() throws Exception {
    Path folder = Files.createDirectory(closed.resolve("stranger"));

    assertThat(strangers.find(folder)).isEmpty();
  }

  @Test
  void whatIsNotThereIsNot() throws Exception {
    assertThat(strangers.find(open.resolve("stranger"))).isEmpty();
  }

  @Test
  void linksInACircleAreAnError() throws Exception {
    Path circle = closed.resolve("circle");
    Files.createSymbolicLink(circle, circle);

    assertThatThrownBy(() -> strangers.find(circle))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too many links");
  }
}
