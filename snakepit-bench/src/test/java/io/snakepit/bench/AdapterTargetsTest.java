package io.snakepit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdapterTargetsTest {

  private final Contender bare = new ScriptedContender(BareCalls.NAME, 0, List.of());
  private final Contender unary = new ScriptedContender(UsualService.NAME, 0, List.of());
  private final Contender ours = new ScriptedContender(Adapters.GRPC.toString(), 0, List.of());

  @Test
  void eachTargetIsHeldAgainstWhatItNames() {
    Outcome one =
        outcome(Adapters.ONE_CALLER, figures(100, 9_000), figures(240, 4_000), figures(120, 8_000));
    Outcome many =
        outcome(Adapters.MANY, figures(50, 11_000), figures(900, 5_000), figures(80, 31_000));

    assertThat(AdapterTargets.lines(List.of(one, many)))
        .containsExactly(
            "gRPC one caller: p50 1.20 × the bare stream (target ≤ 1.4), 2.00 × faster than unary"
                + " (target ≥ 1.7)",
            "64 outstanding: 6.2 × unary's calls/s (target ≥ 6)");
  }

  @Test
  void nothingIsSaidWhereNothingWasMeasured() {
    assertThat(AdapterTargets.lines(List.of())).isEmpty();
  }

  private Outcome outcome(String title, Figures ofBare, Figures ofUnary, Figures ofOurs) {
    return Outcome.of(
        new Group(title, "calls", 1, bare, List.of(unary, ours)),
        Map.of(bare, ofBare, unary, ofUnary, ours, ofOurs));
  }

  private static Figures figures(double p50Micros, double perSecond) {
    return new Figures(p50Micros, p50Micros, perSecond, 10);
  }
}
