package io.snakepit.bench;

import java.util.List;
import java.util.Locale;

/** Says how near the gRPC adapter comes to what it is meant to reach. */
final class AdapterTargets {

  private AdapterTargets() {}

  /** One line for each target; none where nothing was measured. */
  static List<String> lines(List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return List.of();
    }
    Figures bare = figures(outcomes, Adapters.ONE_CALLER, BareCalls.NAME);
    Figures unary = figures(outcomes, Adapters.ONE_CALLER, UsualService.NAME);
    Figures ours = figures(outcomes, Adapters.ONE_CALLER, Adapters.GRPC.toString());
    double manyUnary = figures(outcomes, Adapters.MANY, UsualService.NAME).perSecond();
    double manyOurs = figures(outcomes, Adapters.MANY, Adapters.GRPC.toString()).perSecond();
    return List.of(
        String.format(
            Locale.ROOT,
            "gRPC one caller: p50 %.2f × the bare stream (target ≤ 1.4), %.2f × faster than unary"
                + " (target ≥ 1.7)",
            ours.p50Micros() / bare.p50Micros(),
            unary.p50Micros() / ours.p50Micros()),
        String.format(
            Locale.ROOT,
            "64 outstanding: %.1f × unary's calls/s (target ≥ 6)",
            manyOurs / manyUnary));
  }

  private static Figures figures(List<Outcome> outcomes, String title, String name) {
    return outcomes.stream()
        .filter(outcome -> outcome.title().equals(title))
        .flatMap(outcome -> outcome.rows().stream())
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow()
        .figures();
  }
}
