package io.snakepit.core.discovery.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.core.discovery.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {

  @TempDir private Path folder;

  private PluginFolder open() throws Exception {
    PluginFolder opened = PluginFolder.open(folder, PluginFolderTest.class.getClassLoader());
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
  void aFolderThatIsNotThereIsAnError() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> PluginFolder.open(missing, ClassLoader.getSystemClassLoader()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("the plugin folder " + missing + " is no folder");
  }
}
