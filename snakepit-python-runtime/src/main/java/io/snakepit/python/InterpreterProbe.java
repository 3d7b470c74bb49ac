package io.snakepit.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks a program whether it is a Python that can be used, once for each state of its file. */
final class InterpreterProbe {

  private static final String FACT = "snakepit-fact ";

  /** What a file looked like when it was asked. */
  private record FileState(Path path, FileTime modified, long size) {

    static FileState of(Path path) throws UnusableInterpreterException {
      if (!Files.exists(path)) {
        throw new UnusableInterpreterException("there is no such file");
      }
      if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
        throw new UnusableInterpreterException("it isn't an executable file");
      }
      try {
        return new FileState(path, Files.getLastModifiedTime(path), Files.size(path));
      } catch (IOException unreadable) {
        throw new UnusableInterpreterException("it can't be read: " + unreadable.getMessage());
      }
    }
  }

  private final CommandRunner runner;
  private final Duration limit;
  private final Map<FileState, Interpreter> answers = new ConcurrentHashMap<>();

  InterpreterProbe(CommandRunner runner, Duration limit) {
    this.runner = runner;
    this.limit = limit;
  }

  /**
   * Asks it. Only good answers are remembered: a failure may be gone the next time.
   *
   * @throws UnusableInterpreterException with the reason why it can't be used
   */
  Interpreter probe(Path command) throws UnusableInterpreterException, InterruptedException {
    FileState state = FileState.of(command);
    Interpreter known = answers.get(state);
    if (known != null) {
      return known;
    }
    Interpreter answer = ask(command);
    answers.put(state, answer);
    return answer;
  }

  private Interpreter ask(Path command) throws UnusableInterpreterException, InterruptedException {
    // Not -I, which Python 2 doesn't know: -E and -s are its parts, the script does the rest.
    List<String> line = List.of(command.toString(), "-E", "-s", "-");
    CommandOutput output;
    try {
      output = runner.run(line, Scripts.INTERPRETER.text(), limit);
    } catch (IOException refused) {
      throw new UnusableInterpreterException("it can't be started: " + refused.getMessage());
    }
    if (output.exitCode().isEmpty()) {
      throw new UnusableInterpreterException(
          "it gave no answer within " + limit.toSeconds() + " s");
    }
    Map<String, List<String>> facts = facts(output);
    Optional<PythonVersion> version = first(facts, "version").flatMap(PythonVersion::parse);
    if (!output.succeeded() || version.isEmpty()) {
      throw new UnusableInterpreterException(notPython(output));
    }
    return interpreter(version.get(), facts);
  }

  private static Interpreter interpreter(PythonVersion version, Map<String, List<String>> facts)
      throws UnusableInterpreterException {
    if (!version.isRecentEnough()) {
      throw new UnusableInterpreterException(
          "it is Python %s, and %d.%d or newer is needed"
              .formatted(version, PythonVersion.OLDEST.major(), PythonVersion.OLDEST.minor()));
    }
    Optional<String> executable = first(facts, "executable").filter(path -> !path.isEmpty());
    if (executable.isEmpty()) {
      throw new UnusableInterpreterException("it doesn't know its own executable");
    }
    return new Interpreter(
        program(executable.get()),
        version,
        first(facts, "tag").orElse("unknown"),
        Set.copyOf(facts.getOrDefault("module", List.of())));
  }

  private static Path program(String executable) throws UnusableInterpreterException {
    return Machine.path(executable)
        .orElseThrow(
            () ->
                new UnusableInterpreterException(
                    "its program " + executable + " can't be named in this locale"));
  }

  private static Optional<String> first(Map<String, List<String>> facts, String name) {
    return facts.getOrDefault(name, List.of()).stream().findFirst();
  }

  private static Map<String, List<String>> facts(CommandOutput output) {
    Map<String, List<String>> facts = new HashMap<>();
    for (String line : output.lines()) {
      int equals = line.indexOf('=');
      if (line.startsWith(FACT) && equals > 0) {
        facts
            .computeIfAbsent(line.substring(FACT.length(), equals), key -> new ArrayList<>())
            .add(line.substring(equals + 1));
      }
    }
    return facts;
  }

  private static String notPython(CommandOutput output) {
    String said = String.join(" / ", output.last(2));
    return "it didn't answer as Python does ("
        + output.ending()
        + ")"
        + (said.isEmpty() ? "" : ": " + said);
  }
}
