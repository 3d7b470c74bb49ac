package io.snakepit.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures: {@code Bench calls|streams|start|adapters|peers|parallel PYTHON RESULTS-FOLDER}. */
public final class Bench {

  private Bench() {}

  /**
   * Runs one measurement, prints it and keeps it.
   *
   * @param arguments what to measure, the interpreter, and the folder for results
   * @throws Exception when a contender fails
   */
  public static void main(String[] arguments) throws Exception {
    Measurement measurement = Measurement.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    try (PythonSide python = PythonSide.of(arguments[1])) {
      run(measurement, python, Path.of(arguments[2]));
    }
  }

  private static void run(Measurement measurement, PythonSide python, Path results)
      throws Exception {
    List<Outcome> outcomes = measure(measurement, python);
    outcomes.forEach(outcome -> System.out.print(Table.of(outcome)));
    if (outcomes.isEmpty()) {
      return;
    }
    System.out.println();
    measurement.targets(outcomes).forEach(System.out::println);
    Path file =
        ResultFile.write(
            results.resolve(measurement + "-" + cores() + ".json"),
            "snakepit-bench/bench " + measurement,
            Instant.now(),
            Machine.describe(python),
            outcomes);
    System.out.println("kept in " + file);
  }

  private static List<Outcome> measure(Measurement measurement, PythonSide python)
      throws Exception {
    List<Group> groups = measurement.groups(python);
    if (groups.isEmpty()) {
      return List.of();
    }
    try {
      Map<Contender, Figures> figures = measurement.rounds().measure(groups);
      List<Outcome> outcomes = new ArrayList<>();
      groups.forEach(group -> outcomes.add(Outcome.of(group, figures)));
      return outcomes;
    } finally {
      groups.forEach(Group::close);
    }
  }

  private static String cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    return cores == 1 ? "one-core" : cores + "-cores";
  }
}
