package io.snakepit.cli;

import io.snakepit.api.SnakepitException;
import io.snakepit.cli.error.ErrorReport;
import io.snakepit.cli.error.ExitStatus;
import io.snakepit.cli.error.Misuse;
import io.snakepit.cli.error.UsageException;
import io.snakepit.cli.log.LogDetail;
import io.snakepit.cli.log.LogStream;
import io.snakepit.cli.output.OutputException;
import io.snakepit.cli.output.ResultOutput;
import io.snakepit.cli.terminal.Interruption;
import io.snakepit.cli.terminal.StatusLine;
import io.snakepit.cli.terminal.TerminalFeatures;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
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
    TerminalFeatures terminal = TerminalFeatures.ofProcess();
    int status =
        commandLine(ResultOutput.stdout(), terminal, interruption::hasBegun).execute(arguments);
    interruption.ended();
    System.exit(status);
  }

  /**
   * The command, whose errors go to stderr as one block; help and version go to the output.
   *
   * @param terminal what help may be written with
   * @param interrupted whether the process is to end, as by Ctrl-C
   */
  static CommandLine commandLine(
      ResultOutput output, TerminalFeatures terminal, BooleanSupplier interrupted) {
    return new CommandLine(new SnakepitCommand())
        .setExpandAtFiles(false)
        .setOut(output.writer())
        .setColorScheme(Help.defaultColorScheme(terminal.hasColor() ? Ansi.ON : Ansi.OFF))
        .setExecutionStrategy(Main::run)
        .setParameterExceptionHandler((failure, arguments) -> misused(failure))
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, interrupted));
  }

  /** Help and version are printed outside of what the handler is asked about. */
  private static int run(ParseResult parsed) {
    if (!parsed.hasSubcommand() && !parsed.unmatched().isEmpty()) { // help was asked of no command
      throw new UnmatchedArgumentException(
          parsed.commandSpec().commandLine(), List.copyOf(parsed.unmatched()));
    }
    if (!parsed.hasSubcommand()
        && !parsed.isUsageHelpRequested()
        && !parsed.isVersionHelpRequested()) {
      String usage = parsed.commandSpec().commandLine().getUsageMessage(Ansi.OFF);
      StatusLine.stderr().println(usage.stripTrailing());
      return ExitStatus.USAGE;
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

  private static int failed(Exception failure, BooleanSupplier interrupted) {
    if (failure instanceof OutputException output && output.isReaderGone()) {
      return ExitStatus.OK;
    }
    if (interrupted.getAsBoolean() && !LogDetail.isEverything()) {
      // Whatever failed did so for that, and has no remedy.
      StatusLine.stderr().println("interrupted");
      return ExitStatus.INTERRUPTED;
    }
    StatusLine.stderr().println(ErrorReport.of(failure));
    if (failure instanceof SnakepitException known) {
      return ExitStatus.of(known.code());
    }
    return failure instanceof UsageException ? ExitStatus.USAGE : ExitStatus.FAILED;
  }
}
