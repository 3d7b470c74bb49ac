package io.snakepit.cli;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.cli.error.UsageException;
import io.snakepit.cli.pool.OnePool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What workers to start, by a configuration file and by options that go before it. */
final class PoolOptions {

  @Mixin private final ConfigOptions file = new ConfigOptions();
  @Mixin private final PluginOptions plugins = new PluginOptions();

  @Option(
      names = "--adapter",
      paramLabel = "NAME",
      description = "How to talk to the workers; left out: the best that can be used.")
  private @Nullable String adapter;

  @Option(
      names = "--adapter-option",
      paramLabel = "NAME=VALUE",
      description = "An option of the adapter, as carrier=pipes. May be given several times.")
  private Map<String, String> adapterOptions = new LinkedHashMap<>();

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      description = "What process to start; left out: python.")
  private @Nullable String runtime;

  @Option(
      names = "--runtime-option",
      paramLabel = "NAME=VALUE",
      description = "An option of the runtime, as threads=4. May be given several times.")
  private Map<String, String> runtimeOptions = new LinkedHashMap<>();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "How many workers to start; left out: 1.")
  private @Nullable Integer workers;

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
   * Starts the pool as the file and the options say, and closes it afterwards.
   *
   * @param tools a file, folder or module that takes the place of the file's tools; may be null
   * @param change what the command wants of the pool beside
   * @param use what is done with it
   * @return the exit status
   */
  int use(
      @Nullable String tools,
      Consumer<PoolConfig.Builder> change,
      Function<Snakepit, Integer> use) {
    if (tools == null && needsTools()) {
      throw new UsageException("FILE|MODULE is missing; only --config and --runtime do without it");
    }
    return OnePool.use(changed(file.onePool(), tools, change), use);
  }

  /**
   * Every pool of the file, or the one that is named, or without a file one, as the options say.
   */
  SnakepitConfig pools() {
    return changed(file.pools().orElseGet(ConfigOptions::unconfigured), null, pool -> {}).build();
  }

  /** Whether there is a file. */
  boolean hasFile() {
    return file.isGiven();
  }

  private SnakepitConfig.Builder changed(
      SnakepitConfig file, @Nullable String tools, Consumer<PoolConfig.Builder> change) {
    SnakepitConfig config = plugins.applyTo(file);
    SnakepitConfig.Builder changed = config.toBuilder();
    config
        .pools()
        .forEach(
            (name, pool) ->
                changed.changePool(name, it -> change.accept(changed(it, pool, tools))));
    return changed;
  }

  /** Whether nothing but the command's own words can bring tools. */
  boolean needsTools() {
    return runtime == null && !file.isGiven();
  }

  private PoolConfig.Builder changed(
      PoolConfig.Builder builder, PoolConfig pool, @Nullable String tools) {
    applyTo(builder, pool);
    if (tools != null) {
      builder.clearTools().tools(tools);
      showCurrentFolder(builder, tools);
    }
    return builder;
  }

  private void applyTo(PoolConfig.Builder builder, PoolConfig pool) {
    if (adapter != null) {
      if (!pool.adapter().orElse(adapter).equals(adapter)) {
        builder.clearAdapterOptions(); // they are another adapter's
      }
      builder.adapter(adapter);
    }
    if (runtime != null) {
      if (!pool.runtime().equals(runtime)) {
        builder.clearRuntimeOptions();
      }
      builder.runtime(runtime);
    }
    if (workers != null) {
      builder.workers(workers);
    }
    if (python != null) {
      builder.runtimeOption("python", python);
    }
    if (requirements != null) {
      builder.runtimeOption("requirements", requirements.toAbsolutePath().toString());
    }
    adapterOptions.forEach(builder::adapterOption);
    runtimeOptions.forEach(builder::runtimeOption);
  }

  /** A module is searched in the current folder too, as {@code python -m} does it. */
  private static void showCurrentFolder(PoolConfig.Builder builder, String tools) {
    PoolConfig pool = builder.build();
    if (pool.runtime().equals("python")
        && !pool.runtimeOptions().containsKey("path")
        && isModule(tools)) {
      builder.runtimeOption("path", Path.of("").toAbsolutePath().toString());
    }
  }

  private static boolean isModule(String tools) {
    Path path = Path.of(tools);
    return !tools.endsWith(".py") && path.getNameCount() == 1 && !Files.exists(path);
  }
}
