package io.snakepit.cli;

import io.snakepit.api.SnakepitConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to look for adapters and runtimes beside those that come with Snakepit. */
final class PluginOptions {

  @Option(
      names = "--plugins",
      paramLabel = "FOLDER",
      description = "A folder of plugins: adapters and runtimes of others, each in its own jars.")
  private @Nullable Path folder;

  private Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  /** The folder that is named here goes before that of a configuration. */
  SnakepitConfig applyTo(SnakepitConfig config) {
    return folder().map(it -> config.toBuilder().plugins(it).build()).orElse(config);
  }
}
