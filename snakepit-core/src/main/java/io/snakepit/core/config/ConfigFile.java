package io.snakepit.core.config;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.SnakepitConfig;
import java.nio.file.Path;

/** A configuration file, from its path to what it says. */
public final class ConfigFile {

  private ConfigFile() {}

  /**
   * Reads the file. Its substitutions take what the file doesn't say from the environment.
   *
   * @throws ConfigurationException listing everything that can't be right, in the order of the
   *     lines
   */
  public static SnakepitConfig read(Path file) {
    Problems problems = new Problems(file);
    SnakepitConfig.Builder builder = SnakepitConfig.builder();
    try {
      Node root = Document.parse(FileText.read(file, problems), problems).root();
      new GroupReader<>(SnakepitProperties.ALL, MisplacedKeys::inPool, problems)
          .read(root, builder);
    } catch (StackOverflowError tooDeep) { // the library follows the nesting by recursion
      throw problems.fatal(0, "its groups and lists are nested too deeply");
    }
    problems.throwIfAny();
    try {
      return builder.build();
    } catch (ConfigurationException incomplete) {
      throw problems.fatal(0, String.valueOf(incomplete.getMessage()));
    }
  }
}
