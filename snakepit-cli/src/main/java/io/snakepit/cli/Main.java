package io.snakepit.cli;

import io.snakepit.api.SnakepitException;
import io.snakepit.cli.error.ErrorReport;
import io.snakepit.cli.error.ExitStatus;
import io.snakepit.cli.error.Misuse;
import io.snakepit.cli.log.LogStream;
import io.snakepit.cli.output.OutputException;
import io.snakepit.cli.output.ResultOutput;
import io.snakepit.cli.terminal.Interruption;
import io.snakepit.cli.terminal.StatusLine;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** The process: arguments in, exit status out. */
public final class Main {

  private Main() {}

  /** Runs the command and ends the JVM. */
  public static void main(String[] arguments) {
    Interruption interruption = Interruption.of(Thread.currentThread());
    LogStream.install();
    int status = commandLine(ResultOutput.stdout()).execute(arguments);
    interruption.ended();
    System.exit(status);
  }

  /** The command, whose errors go to stderr as one block; help and version go to the output. */
  static CommandLine commandLine(ResultOutput output) {
    return new CommandLine(new SnakepitCommand())
        .setExpandAtFiles(false)
        .setOut(output.writer())
        .setExecutionStrategy(Main::run)
        .setParameterExceptionHandler((failure, arguments) -> misused(failure))
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
  }

  /** Help and version are printed outside of what the handler is asked about. */
  private static int run(ParseResult parsed) {
    if (!parsed.hasSubcommand() && !parsed.unmatched().isEmpty()) { // help was asked of no command
      throw new UnmatchedArgumentException(
          parsed.commandSpec().commandLine(), List.copyOf(parsed.unmatched()));
    }
    try {
      return new RunLast().execute(parsed);
    } catch (OutputException failure) {
      throw new ExecutionException(
          parsed.commandSpec().commandLine(), failure.getMessage(), failure);
    }
  }

  private static int misused(ParameterException failure) {
    StatusLine.stderr().println(Misuse.report(failure));
    return ExitStatus.USAGE;
  }

  private static int failed(Exception failure) {
    if (failure instanceof OutputException output && output.isReaderGone()) {
      return ExitStatus.OK;
    }
    StatusLine.stderr().println(ErrorReport.of(failure));
    return failure instanceof SnakepitException known
        ? ExitStatus.of(known.code())
        : ExitStatus.USAGE;
  }
}
