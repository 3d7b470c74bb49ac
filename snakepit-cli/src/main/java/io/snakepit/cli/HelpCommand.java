package io.snakepit.cli;

import io.snakepit.cli.error.ExitStatus;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Shows what {@code --help} does, for whoever looks for it as a command. */
@Command(name = "help", description = "Shows the help of a command.")
final class HelpCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      description = "The command; left out: what commands there are.")
  private @Nullable String name;

  @Override
  public Integer call() {
    CommandLine whole = spec.commandLine().getParent();
    CommandLine asked = name == null ? whole : whole.getSubcommands().get(name);
    if (asked == null) {
      throw new UnmatchedArgumentException(whole, List.of(String.valueOf(name)));
    }
    asked.usage(asked.getOut());
    return ExitStatus.OK;
  }
}
