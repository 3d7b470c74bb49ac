package io.snakepit.core.discovery.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.ConfigurationException;
import io.snakepit.core.discovery.PluginJar;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {

  private final ClassLoader application = PluginFolderTest.class.getClassLoader();

  @TempDir private Path folder;

  private PluginFolder open() throws Exception {
    PluginFolder opened = PluginFolder.open(folder, application);
    for (Plugin plugin : opened.plugins()) {
      plugin.close();
    }
    return opened;
  }

  @Test
  void eachJarAndEachFolderOfJarsIsAPlugin() throws Exception {
    Path jar = new PluginJar().to(folder.resolve("b.jar"));
    new PluginJar().to(folder.resolve("a/one.jar"));
    new PluginJar().to(folder.resolve("a/two.JAR"));
    Files.writeString(folder.resolve("a/notes.txt"), "");

    PluginFolder opened = open();

    assertThat(opened.plugins())
        .extracting(Plugin::place)
        .containsExactly(folder.resolve("a"), jar);
    assertThat(opened.broken()).isEmpty();
  }

  @Test
  void whatIsNoPluginIsPassedOver() throws Exception {
    Files.writeString(folder.resolve("README.md"), "");
    Files.createDirectory(folder.resolve(".git"));

    PluginFolder opened = open();

    assertThat(opened.plugins()).isEmpty();
    assertThat(opened.broken()).isEmpty();
  }

  @Test
  void onesThatCannotBeOpenedDoNotKeepTheOthersAway() throws Exception {
    new PluginJar().to(folder.resolve("good.jar"));
    Files.writeString(folder.resolve("half.jar"), "PK");
    new PluginJar().to(folder.resolve("mixed/good.jar"));
    Files.writeString(folder.resolve("mixed/library.jar"), "no zip");
    Files.createDirectory(folder.resolve("empty"));

    PluginFolder opened = open();

    assertThat(opened.plugins()).singleElement().returns(folder.resolve("good.jar"), Plugin::place);
    assertThat(opened.broken())
        .extracting(PluginFolder.Broken::place)
        .containsExactly(
            folder.resolve("empty"), folder.resolve("half.jar"), folder.resolve("mixed"));
    assertThat(opened.broken().get(0).reason()).isEqualTo("there is no jar in it");
    assertThat(opened.broken().get(1).reason()).startsWith("half.jar can't be read: ");
    assertThat(opened.broken().get(2).reason()).startsWith("library.jar can't be read: ");
  }

  @Test
  void oneWhoseListBreaksOffDoesNotKeepTheOthersAway() throws Exception {
    Path good = new PluginJar().to(folder.resolve("good.jar"));
    Path bad = folder(breakingOff());
    when(bad.compareTo(any())).thenReturn(1); // it comes last

    PluginFolder opened = PluginFolder.open(folder(Stream.of(good, bad)), application);

    try (Plugin only = opened.plugins().get(0)) {
      assertThat(only.place()).isEqualTo(good);
      assertThat(opened.broken()).containsExactly(new PluginFolder.Broken(bad, "no such device"));
    }
  }

  @Test
  void aFolderWhoseListBreaksOffIsAnError() throws Exception {
    Path breaking = folder(breakingOff());

    assertThatThrownBy(() -> PluginFolder.open(breaking, application))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith(" can't be read: java.io.IOException: no such device");
  }

  /** The list of a folder on a device that is pulled out. */
  private static Stream<Path> breakingOff() {
    return Stream.generate(
        () -> {
          throw new DirectoryIteratorException(new IOException("no such device"));
        });
  }

  private static Path folder(Stream<Path> entries) throws IOException {
    Path made = mock(Path.class);
    FileSystem system = mock(FileSystem.class);
    FileSystemProvider provider = mock(FileSystemProvider.class, CALLS_REAL_METHODS);
    BasicFileAttributes attributes = mock(BasicFileAttributes.class);
    DirectoryStream<Path> stream = mock();
    when(made.toAbsolutePath()).thenReturn(made);
    when(made.normalize()).thenReturn(made);
    when(made.getFileName()).thenReturn(Path.of("made"));
    when(made.getFileSystem()).thenReturn(system);
    when(system.provider()).thenReturn(provider);
    when(attributes.isDirectory()).thenReturn(true);
    doReturn(attributes)
        .when(provider)
        .readAttributes(made, BasicFileAttributes.class, new LinkOption[0]);
    doReturn(stream).when(provider).newDirectoryStream(eq(made), any());
    when(stream.iterator()).thenReturn(entries.iterator());
    return made;
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> PluginFolder.open(missing, application))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("the plugin folder " + missing + " is no folder");
  }
}
