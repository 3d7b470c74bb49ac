package io.snakepit.python;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Finds the interpreter: the one named in the options or in {@code SNAKEPIT_PYTHON}, or else the
 * first that can be used out of the active environment and PATH. A named one is never passed over.
 */
final class InterpreterFinder {

  private static final Logger LOGGER = LoggerFactory.getLogger(PythonRuntime.LOGGER_NAME);

  static final String VARIABLE = "SNAKEPIT_PYTHON";

  private static final List<String> COMMANDS =
      List.of(
          "python3",
          "python",
          "python3.14",
          "python3.13",
          "python3.12",
          "python3.11",
          "python3.10");

  private static final String REMEDY =
      "install Python %d.%d or newer, or name one with the option %s or the variable %s"
          .formatted(
              PythonVersion.OLDEST.major(),
              PythonVersion.OLDEST.minor(),
              PythonOptions.PYTHON,
              VARIABLE);

  private static final String PATH = "PATH";

  /** Something that may be an interpreter, and where the idea comes from. */
  private record Candidate(String origin, Path path) {

    /** That one of many on PATH is no good is common; of an active environment it is a surprise. */
    Level loudness() {
      return origin.equals(PATH) ? Level.DEBUG : Level.WARN;
    }

    String rejection(UnusableInterpreterException unusable) {
      return path + " (" + origin + "): " + unusable.reason();
    }
  }

  private final Machine machine;
  private final InterpreterProbe probe;

  InterpreterFinder(Machine machine, InterpreterProbe probe) {
    this.machine = machine;
    this.probe = probe;
  }

  /**
   * Finds it.
   *
   * @param named a path or a command on PATH, when the options name one
   * @throws UnavailableException with every candidate and why it can't be used
   */
  Interpreter find(Optional<String> named) throws InterruptedException {
    if (named.isPresent()) {
      return named("option " + PythonOptions.PYTHON, named.get());
    }
    Optional<String> variable = machine.variable(VARIABLE);
    if (variable.isPresent()) {
      return named(VARIABLE, variable.get());
    }
    List<String> reasons = new ArrayList<>();
    Optional<Interpreter> first = firstUsable(candidates(), reasons);
    if (first.isEmpty()) {
      throw unavailable(
          reasons.isEmpty()
              ? "no Python found: PATH has none of " + String.join(", ", COMMANDS)
              : "no Python that can be used: " + String.join("; ", reasons));
    }
    return first.get();
  }

  /** Every other interpreter that can be used, in the order of preference. */
  List<Interpreter> alternatives(Interpreter chosen) throws InterruptedException {
    List<Interpreter> usable = new ArrayList<>();
    for (Candidate candidate : candidates()) {
      firstUsable(List.of(candidate), new ArrayList<>())
          .filter(interpreter -> !interpreter.executable().equals(chosen.executable()))
          .ifPresent(usable::add);
    }
    return usable;
  }

  private Interpreter named(String origin, String name) throws InterruptedException {
    List<Path> paths =
        name.contains("/") || name.contains(File.separator)
            ? List.of(path(origin, name).toAbsolutePath())
            : machine.onPath(name);
    if (paths.isEmpty()) {
      throw unavailable(name + " (" + origin + "): there is no such command on PATH");
    }
    Candidate candidate = new Candidate(origin, paths.get(0));
    try {
      return probe.probe(candidate.path());
    } catch (UnusableInterpreterException unusable) {
      throw unavailable(candidate.rejection(unusable));
    }
  }

  private Optional<Interpreter> firstUsable(List<Candidate> candidates, List<String> reasons)
      throws InterruptedException {
    for (Candidate candidate : candidates) {
      try {
        return Optional.of(probe.probe(candidate.path()));
      } catch (UnusableInterpreterException unusable) {
        String reason = candidate.rejection(unusable);
        LOGGER.atLevel(candidate.loudness()).log("passing over {}", reason);
        reasons.add(reason);
      }
    }
    return Optional.empty();
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    active("VIRTUAL_ENV", machine.system().environmentPython()).ifPresent(candidates::add);
    active("CONDA_PREFIX", machine.system().condaPython()).ifPresent(candidates::add);
    Set<Path> seen = new HashSet<>();
    for (String command : COMMANDS) {
      for (Path path : machine.onPath(command)) {
        if (seen.add(real(path))) {
          candidates.add(new Candidate(PATH, path));
        }
      }
    }
    return candidates;
  }

  private Optional<Candidate> active(String variable, Path python) {
    return machine
        .variable(variable)
        .flatMap(
            prefix -> {
              Optional<Path> folder = Machine.path(prefix);
              if (folder.isEmpty()) {
                LOGGER.warn("passing over {}", unnameable(variable, prefix));
              }
              return folder;
            })
        .map(prefix -> new Candidate(variable, prefix.resolve(python)));
  }

  private static Path path(String origin, String name) {
    return Machine.path(name).orElseThrow(() -> unavailable(unnameable(origin, name)));
  }

  private static String unnameable(String origin, String name) {
    return name + " (" + origin + "): it can't be named in this locale, as in LANG=C.UTF-8";
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException vanished) {
      return path;
    }
  }

  private static UnavailableException unavailable(String reason) {
    return new UnavailableException(ErrorCode.RUNTIME_UNAVAILABLE, reason, REMEDY, null);
  }
}
