package io.snakepit.core.config;

import java.time.Duration;
import java.util.Optional;

/** A span of time; what is wrong with one that has its unit isn't the unit. */
record DurationKind() implements Kind<Duration> {

  @Override
  public String description() {
    return "a duration with its unit, as 500ms or 30s";
  }

  @Override
  public Optional<Duration> read(Node node, Problems problems) {
    String text = node.shape() == Node.Shape.TEXT ? node.text() : "";
    Optional<Duration> parsed = Quantities.duration(text);
    if (parsed.isEmpty()) {
      problems.refuse(node, Quantities.expected(text).orElseGet(this::description));
    }
    return parsed;
  }
}
