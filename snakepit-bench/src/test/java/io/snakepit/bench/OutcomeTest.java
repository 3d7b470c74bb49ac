package io.snakepit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  private final Contender floor = new ScriptedContender("floor", 0, List.of());
  private final Contender other = new ScriptedContender("other", 0, List.of());
  private final Outcome outcome =
      Outcome.of(
          new Group("small calls", "calls", 1, floor, List.of(other)),
          Map.of(floor, new Figures(20, 40, 50_000, 10), other, new Figures(30, 90, 25_000, 10)));

  @Test
  void eachRowIsRelatedToTheFloor() {
    assertThat(outcome.rows()).extracting(Outcome.Row::name).containsExactly("floor", "other");
    assertThat(outcome.rows().get(0).p50ToFloor()).isCloseTo(1, within(1e-9));
    assertThat(outcome.rows().get(1).p50ToFloor()).isCloseTo(1.5, within(1e-9));
    assertThat(outcome.rows().get(1).rateToFloor()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void theTableHasALineForEachRow() {
    assertThat(Table.of(outcome).lines())
        .anySatisfy(line -> assertThat(line).contains("p50 µs", "p99 µs", "calls/s"))
        .anySatisfy(line -> assertThat(line).contains("other", "30.0", "90.0", "25000.0", "1.50"));
  }

  @Test
  void anOperationOfSeveralUnitsCountsForAllOfThem() {
    Outcome blocks =
        Outcome.of(
            new Group("blocks", "MiB", 2, 64, floor, List.of()),
            Map.of(floor, new Figures(20_000, 40_000, 10, 10)));

    assertThat(blocks.rows().get(0).figures().perSecond()).isCloseTo(640, within(1e-9));
    assertThat(blocks.rows().get(0).figures().p50Micros()).isCloseTo(20_000, within(1e-9));
  }
}
