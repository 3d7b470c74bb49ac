package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

  @TempDir Path folder;

  private static final Path HOME = Path.of("/home/somebody");

  @Test
  void unixKeepsItBelowTheCacheFolderOfTheUser() {
    assertThat(usual(OperatingSystem.UNIX, Map.of()))
        .isEqualTo(Path.of("/home/somebody/.cache/snakepit"));
    assertThat(usual(OperatingSystem.UNIX, Map.of("XDG_CACHE_HOME", "/fast")))
        .isEqualTo(Path.of("/fast/snakepit"));
  }

  @Test
  void aRelativeCacheHomeIsIgnored() {
    assertThat(usual(OperatingSystem.UNIX, Map.of("XDG_CACHE_HOME", "fast")))
        .isEqualTo(Path.of("/home/somebody/.cache/snakepit"));
  }

  @Test
  void oneThatNoPathCanBeMadeOfIsIgnored() {
    assertThat(usual(OperatingSystem.UNIX, Map.of("XDG_CACHE_HOME", "/fast\0")))
        .isEqualTo(Path.of("/home/somebody/.cache/snakepit"));
  }

  @Test
  void macKeepsItInTheLibrary() {
    assertThat(usual(OperatingSystem.MACOS, Map.of("XDG_CACHE_HOME", "/fast")))
        .isEqualTo(Path.of("/home/somebody/Library/Caches/snakepit"));
  }

  @Test
  void windowsKeepsItInTheLocalApplicationData() {
    assertThat(usual(OperatingSystem.WINDOWS, Map.of("LOCALAPPDATA", "/local")))
        .isEqualTo(Path.of("/local/snakepit"));
    assertThat(usual(OperatingSystem.WINDOWS, Map.of()))
        .isEqualTo(Path.of("/home/somebody/AppData/Local/snakepit"));
  }

  @Test
  void withoutAHomeTheRemedyIsGiven() {
    Machine homeless = new Machine(OperatingSystem.UNIX, Map.of(), Path.of("?"));

    assertThatThrownBy(() -> CacheFolder.usual(homeless))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("LANG=C.UTF-8")
        .hasMessageContaining("option cache");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatAStrangerMayHaveMadeIsNotUsed() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Planted strangers = new Planted(path -> !path.getFileName().toString().equals("native"));
    CacheFolder cache = new CacheFolder(open);
    assertThatCode(() -> cache.requireOwn(strangers)).doesNotThrowAnyException();

    Files.createDirectory(cache.nativeCode());

    assertThatThrownBy(() -> cache.requireOwn(strangers))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            refused -> {
              assertThat(refused.reason())
                  .contains(cache.nativeCode() + " belongs to another user");
              assertThat(refused.remedy()).contains("option cache");
            });
  }

  private static Path usual(OperatingSystem system, Map<String, String> variables) {
    return CacheFolder.usual(new Machine(system, variables, HOME)).path();
  }
}
