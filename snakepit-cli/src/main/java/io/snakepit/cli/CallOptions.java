package io.snakepit.cli;

import io.snakepit.api.Call;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.ToolCaller;
import io.snakepit.cli.error.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to call, and on which workers. */
final class CallOptions {

  @Mixin private final PoolOptions pool = new PoolOptions();

  @Parameters(index = "1", paramLabel = "TOOL", description = "The name of the tool.")
  private String tool = "";

  @Parameters(
      index = "2..*",
      paramLabel = "name=value",
      description = "Its arguments; a value is JSON if it parses, else text.")
  private List<String> arguments = new ArrayList<>();

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

  /** The call. */
  Call call() {
    if (tool.isEmpty()) {
      throw new UsageException("the name of the tool is empty");
    }
    Call call = Call.of(tool).args(ToolArguments.parse(arguments));
    return timeout == null ? call : call.timeout(timeout);
  }

  /** Who makes it. */
  ToolCaller caller(Snakepit pit) {
    return session == null ? pit : pit.session(session);
  }

  /** Starts the pool, uses it and closes it. */
  int use(Function<Snakepit, Integer> use) {
    if ("".equals(session)) {
      throw new UsageException("the session's id is empty");
    }
    return pool.use(this::allowPauses, use);
  }

  /** A stream that may take ten minutes may pause for ten minutes. */
  private PoolConfig.Builder allowPauses(PoolConfig.Builder config) {
    Duration pause = timeout;
    return pause == null ? config : config.timeouts(timeouts -> timeouts.withStreamIdle(pause));
  }
}
