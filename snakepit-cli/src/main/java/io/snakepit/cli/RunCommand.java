package io.snakepit.cli;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.ToolCaller;
import io.snakepit.cli.error.ErrorReport;
import io.snakepit.cli.error.ExitStatus;
import io.snakepit.cli.error.UsageException;
import io.snakepit.cli.output.ResultOutput;
import io.snakepit.cli.pool.RepeatedCalls;
import io.snakepit.cli.terminal.StatusLine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Calls a tool, once or many times, and prints what it returns. */
@Command(
    name = "run",
    description = "Calls a tool and prints its result as one JSON line.",
    footer = {
      "",
      "With --repeat each result is printed when it is there, and a summary on stderr at the end.",
      "Example: snakepit run examples/hello/tools.py add a=2 b=3"
    })
final class RunCommand implements Callable<Integer> {

  /** The time that each took is kept until the end. */
  private static final int MOST_REPEATED = 10_000_000;

  @Mixin private final CallOptions calls = new CallOptions();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many calls to make; left out: ${DEFAULT-VALUE}.")
  private int repeat = 1;

  @Option(
      names = "--callers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many threads make them, each one call at a time; left out: ${DEFAULT-VALUE}.")
  private int callers = 1;

  private final ResultOutput output = ResultOutput.stdout();

  @Override
  public Integer call() {
    if (repeat < 1 || repeat > MOST_REPEATED || callers < 1) {
      throw new UsageException(
          "--repeat must be from 1 to " + MOST_REPEATED + ", and --callers at least 1");
    }
    return calls.use((caller, call) -> repeat == 1 ? once(caller, call) : repeatedly(caller, call));
  }

  private int once(ToolCaller caller, Call call) {
    try (Result result = caller.execute(call)) {
      output.print(result.value());
    }
    return ExitStatus.OK;
  }

  private int repeatedly(ToolCaller caller, Call call) {
    RepeatedCalls.Summary summary =
        new RepeatedCalls(caller, call, repeat, callers).run(output::print);
    summary
        .firstFailure()
        .ifPresent(failure -> StatusLine.stderr().println(ErrorReport.of(failure)));
    StatusLine.stderr().println(summary.text());
    return summary.firstFailure().map(failure -> ExitStatus.of(failure.code())).orElse(0);
  }
}
