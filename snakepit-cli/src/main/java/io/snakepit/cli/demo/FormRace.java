package io.snakepit.cli.demo;

import io.snakepit.cli.terminal.ProgressBar;
import io.snakepit.cli.terminal.StatusLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The same work in each form in turn, several times over, so that neither gains by its place. */
final class FormRace {

  private static final int ROUNDS = 5;

  private final Map<Form, List<Double>> speeds = new EnumMap<>(Form.class);
  private final List<Classification.Outcome> outcomes = new ArrayList<>();

  private FormRace() {}

  /** Runs all rounds. */
  static FormRace run(Function<Form, Classification> classifications) throws InterruptedException {
    FormRace race = new FormRace();
    int runs = ROUNDS * Form.values().length;
    try (ProgressBar bar = new ProgressBar(StatusLine.stderr(), "comparing", runs)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (Form form : Form.values()) {
          Classification.Outcome outcome = classifications.apply(form).run(classified -> {});
          race.outcomes.add(outcome);
          race.speeds
              .computeIfAbsent(form, unknown -> new ArrayList<>())
              .add(outcome.itemsPerSecond());
          bar.update(race.outcomes.size(), form.title());
        }
      }
    }
    return race;
  }

  /** What came out of each run. */
  List<Classification.Outcome> outcomes() {
    return outcomes;
  }

  static int rounds() {
    return ROUNDS;
  }

  /** The median of the rounds, in items a second. */
  double speed(Form form) {
    List<Double> sorted = new ArrayList<>(speeds.getOrDefault(form, List.of()));
    Collections.sort(sorted);
    return sorted.get(ROUNDS / 2);
  }
}
