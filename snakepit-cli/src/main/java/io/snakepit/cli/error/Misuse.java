package io.snakepit.cli.error;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that isn't understood, as one block of text: what is wrong, and where help is. */
public final class Misuse {

  private Misuse() {}

  /**
   * Writes the block.
   *
   * @return lines without a line end after the last
   */
  public static String report(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String problem = problem(failure);
    return "error: " + problem + "\nsee: " + command.getCommandSpec().qualifiedName() + " --help";
  }

  private static String problem(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    String value = failure.getValue();
    return failure.getArgSpec() instanceof OptionSpec option
            && option.typeInfo().isMap()
            && value != null
            && value.indexOf('=') < 0
        ? String.format(
            "'%s' takes %s, and '%s' has no '='", option.longestName(), option.paramLabel(), value)
        : String.valueOf(failure.getMessage());
  }

  private static String unmatched(UnmatchedArgumentException failure) {
    String word = "'" + failure.getUnmatched().get(0) + "'";
    if (failure.isUnknownOption()) {
      List<String> near = failure.getSuggestions();
      String form =
          near.isEmpty() && takesArguments(failure.getCommandLine())
              ? "; an argument of the tool is written name=value"
              : "";
      return "there is no option " + word + didYouMean(near) + form;
    }
    return failure.getCommandLine().getSubcommands().isEmpty()
        ? word + " is too much"
        : "there is no command " + word + didYouMean(failure.getSuggestions());
  }

  private static boolean takesArguments(CommandLine command) {
    return command.getCommandSpec().positionalParameters().stream()
        .anyMatch(words -> words.paramLabel().contains("name=value"));
  }

  private static String didYouMean(List<String> near) {
    return near.isEmpty()
        ? ""
        : near.stream().collect(Collectors.joining("' or '", "; did you mean '", "'?"));
  }
}
