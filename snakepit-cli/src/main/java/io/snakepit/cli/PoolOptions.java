package io.snakepit.cli;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.cli.pool.OnePool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What workers to start: the tools, and what runs them. */
final class PoolOptions {

  @Mixin private final PluginOptions plugins = new PluginOptions();

  @Parameters(
      index = "0",
      paramLabel = "FILE|MODULE",
      description = "A Python file, a folder of them, or the name of an importable module.")
  private String tools = "";

  @Option(
      names = "--adapter",
      paramLabel = "NAME",
      description = "How to talk to the workers; left out: the best that can be used.")
  private @Nullable String adapter;

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      defaultValue = "python",
      description = "What process to start; left out: ${DEFAULT-VALUE}.")
  private String runtime = "python";

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many workers to start; left out: ${DEFAULT-VALUE}.")
  private int workers = 1;

  @Option(
      names = "--python",
      paramLabel = "PATH",
      description = "The interpreter; left out: the one that 'snakepit doctor' shows.")
  private @Nullable String python;

  @Option(
      names = "--requirements",
      paramLabel = "FILE",
      description = "Packages that the tools need, as pip takes them. Installed once, apart.")
  private @Nullable Path requirements;

  /**
   * Starts the pool as the options say, and closes it afterwards.
   *
   * @param change what the command wants of the pool beside
   * @param use what is done with it
   * @return the exit status
   */
  int use(UnaryOperator<PoolConfig.Builder> change, Function<Snakepit, Integer> use) {
    PoolConfig.Builder pool = PoolConfig.builder().runtime(runtime).workers(workers).tools(tools);
    if (adapter != null) {
      pool.adapter(adapter);
    }
    if (python != null) {
      pool.runtimeOption("python", python);
    }
    if (requirements != null) {
      pool.runtimeOption("requirements", requirements.toAbsolutePath().toString());
    }
    if (isModule()) {
      pool.runtimeOption("path", Path.of("").toAbsolutePath().toString());
    }
    return OnePool.use(change.apply(pool).build(), plugins.folder(), use);
  }

  /** A module is searched in the current folder too, as {@code python -m} does it. */
  private boolean isModule() {
    Path path = Path.of(tools);
    return !tools.endsWith(".py") && path.getNameCount() == 1 && !Files.exists(path);
  }
}
