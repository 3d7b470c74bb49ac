package io.snakepit.core.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitConfig;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Texts as if they were configuration files named {@code snakepit.conf}. */
final class Load {

  private final Path folder;

  Load(Path folder) {
    this.folder = folder;
  }

  SnakepitConfig config(String text) {
    return config(text.getBytes(StandardCharsets.UTF_8));
  }

  SnakepitConfig config(byte[] bytes) {
    try {
      return ConfigFile.read(Files.write(folder.resolve("snakepit.conf"), bytes));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The pool "default" with these lines. */
  PoolConfig pool(String lines) {
    return config("pools.default {\n" + lines + "\n}").pools().get("default");
  }

  /** What is wrong with a text, without the name of the folder. */
  List<String> problems(String text) {
    ConfigurationException refused =
        catchThrowableOfType(ConfigurationException.class, () -> config(text));
    return refused.problems().stream()
        .map(problem -> problem.replace(folder + File.separator, ""))
        .toList();
  }
}
