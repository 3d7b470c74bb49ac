package io.snakepit.bench;

import java.util.Locale;

/** An outcome for people. */
final class Table {

  private Table() {}

  /** Lays it out; each ratio is to the floor, the first row. */
  static String of(Outcome outcome) {
    StringBuilder text = new StringBuilder();
    String rate = outcome.unit() + "/s";
    text.append(
        String.format(
            Locale.ROOT,
            "%n%s%n%-36s %10s %10s %12s %10s %10s%n",
            outcome.title(),
            "",
            "p50 µs",
            "p99 µs",
            rate,
            "p50 ×",
            "rate ×"));
    for (Outcome.Row row : outcome.rows()) {
      Figures figures = row.figures();
      text.append(
          String.format(
              Locale.ROOT,
              "%-36s %10.1f %10.1f %12.1f %10.2f %10.2f%n",
              row.name(),
              figures.p50Micros(),
              figures.p99Micros(),
              figures.perSecond(),
              row.p50ToFloor(),
              row.rateToFloor()));
    }
    return text.toString();
  }
}
