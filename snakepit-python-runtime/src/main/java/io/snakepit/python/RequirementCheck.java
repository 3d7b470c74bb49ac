package io.snakepit.python;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Asks an interpreter which packages it lacks. */
final class RequirementCheck {

  private static final String DONE = "snakepit-checked";
  private static final String UNMET = "snakepit-unmet ";

  /** A question. */
  private record Question(Interpreter interpreter, List<String> specifiers, List<Path> folders) {}

  private final CommandRunner runner;
  private final Duration limit;
  private final Set<Question> met = ConcurrentHashMap.newKeySet();

  RequirementCheck(CommandRunner runner, Duration limit) {
    this.runner = runner;
    this.limit = limit;
  }

  /**
   * Asks it. Only that all are met is remembered: what lacks may be installed the next time.
   *
   * @param specifiers what is needed
   * @param folders where workers find modules besides
   * @return what isn't there and why, one line each; empty when all is there
   */
  List<String> unmet(Interpreter interpreter, List<String> specifiers, List<Path> folders)
      throws InterruptedException {
    Question question = new Question(interpreter, List.copyOf(specifiers), List.copyOf(folders));
    if (specifiers.isEmpty() || met.contains(question)) {
      return List.of();
    }
    List<String> unmet = ask(question);
    if (unmet.isEmpty()) {
      met.add(question);
    }
    return unmet;
  }

  private List<String> ask(Question question) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(question.interpreter().executable().toString());
    command.add("-");
    command.add(
        question.folders().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.addAll(question.specifiers());
    try {
      CommandOutput output = runner.run(command, Scripts.REQUIREMENTS.text(), limit);
      if (!output.lines().contains(DONE)) {
        return List.of("the packages can't be checked: " + output.ending());
      }
      return output.lines().stream()
          .filter(line -> line.startsWith(UNMET))
          .map(line -> line.substring(UNMET.length()))
          .toList();
    } catch (IOException refused) {
      return List.of("the packages can't be checked: " + refused.getMessage());
    }
  }
}
