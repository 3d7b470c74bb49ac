package io.snakepit.cli;

import io.snakepit.api.Call;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.ToolCaller;
import io.snakepit.api.ToolInfo;
import io.snakepit.cli.error.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to call, and on which workers. */
final class CallOptions {

  @Mixin private final PoolOptions pool = new PoolOptions();

  @Parameters(
      arity = "1..*",
      hideParamSyntax = true,
      paramLabel = "[FILE|MODULE] TOOL [name=value ...]",
      description = {
        "The tools, left out where --config or --runtime brings them: a file, a folder, or the name"
            + " of an importable module;",
        "the name of the tool; its arguments: a value is JSON if it parses and the tool doesn't"
            + " take text alone, else text."
      })
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--args",
      paramLabel = "FILE",
      description =
          "A JSON object with further arguments, a member for each; - takes it from stdin.")
  private @Nullable String argumentFile;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long the call may take in all, as 500ms, 30s, 2m or 1h.")
  private @Nullable Duration timeout;

  @Option(
      names = "--session",
      paramLabel = "ID",
      description = "Make the calls in this session, with its state, on one worker.")
  private @Nullable String session;

  /**
   * Starts the pool, uses it and closes it.
   *
   * @param use what is done with it: who makes the call, and which
   */
  int use(BiFunction<ToolCaller, Call, Integer> use) {
    if ("".equals(session)) {
      throw new UsageException("the session's id is empty");
    }
    if ("".equals(argumentFile)) { // of a variable that isn't set
      throw new UsageException("--args names no file");
    }
    List<String> rest = words.subList(namesTools() ? 1 : 0, words.size());
    String tool = rest.get(0);
    if (tool.isEmpty() || tool.contains("=")) {
      throw new UsageException("the name of the tool is missing");
    }
    if (!namesTools() && pool.needsTools() && isSource(tool)) {
      throw new UsageException(
          "the name of the tool is missing; 'snakepit tools " + tool + "' lists those that it has");
    }
    Map<String, @Nullable Object> known = new LinkedHashMap<>();
    if (argumentFile != null) {
      known.putAll(ArgumentFile.read(argumentFile));
    }
    ToolArguments arguments = ToolArguments.of(known, rest.subList(1, rest.size()));
    return pool.use(
        namesTools() ? words.get(0) : null,
        this::allowPauses,
        pit -> use.apply(caller(pit), call(tool, arguments, pit)));
  }

  private Call call(String tool, ToolArguments arguments, Snakepit pit) {
    Optional<ToolInfo> known =
        pit.defaultPool().tools().stream().filter(it -> it.name().equals(tool)).findFirst();
    Call call = Call.of(tool).args(arguments.values(known));
    return timeout == null ? call : call.timeout(timeout);
  }

  /** Every argument has its {@code =}, so the words before them tell. */
  private boolean namesTools() {
    return words.size() > 1 && !words.get(1).contains("=");
  }

  private static boolean isSource(String word) {
    return word.endsWith(".py") || word.contains("/") || Files.exists(Path.of(word));
  }

  private ToolCaller caller(Snakepit pit) {
    return session == null ? pit : pit.session(session);
  }

  /** A stream that may take ten minutes may pause for ten minutes. */
  private void allowPauses(PoolConfig.Builder config) {
    Duration pause = timeout;
    if (pause != null) {
      config.timeouts(timeouts -> timeouts.withStreamIdle(pause));
    }
  }
}
