package io.snakepit.cli;

import io.snakepit.cli.error.ExitStatus;
import io.snakepit.cli.output.ResultOutput;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete the command's words. */
@Command(
    name = "completion",
    description = {
      "Prints a script by which bash or zsh completes commands and options.",
      "In its start-up file: source <(snakepit completion)"
    })
final class CompletionCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private final ResultOutput output = ResultOutput.stdout();

  @Override
  public Integer call() {
    CommandSpec whole = spec.root();
    output.printLine(AutoComplete.bash(whole.name(), whole.commandLine()).stripTrailing());
    return ExitStatus.OK;
  }
}
