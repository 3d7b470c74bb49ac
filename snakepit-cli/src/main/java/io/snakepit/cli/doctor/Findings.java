package io.snakepit.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What has been found so far. Each is told at once: to make an environment may take minutes. */
final class Findings {

  private final List<Finding> all = new ArrayList<>();
  private final Consumer<Finding> listener;

  Findings(Consumer<Finding> listener) {
    this.listener = listener;
  }

  void add(Finding finding) {
    all.add(finding);
    listener.accept(finding);
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
