package io.snakepit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private final List<String> turns = new ArrayList<>();
  private final Contender floor = new ScriptedContender("floor", 1_000, turns);
  private final Contender other = new ScriptedContender("other", 3_000, turns);
  private final Group group = new Group("title", "calls", 7, floor, List.of(other));

  @Test
  void contendersTakeTurnsAndTheWarmUpDoesNotCount() throws Exception {
    Map<Contender, Figures> figures = new Rounds(2, 1, 1).measure(List.of(group));

    assertThat(turns).containsExactly("floor", "other", "floor", "other", "floor", "other");
    assertThat(figures.get(floor)).extracting(Figures::operations).isEqualTo(14L);
    assertThat(figures.get(other)).extracting(Figures::operations).isEqualTo(14L);
  }

  @Test
  void closingAGroupClosesItsFloorToo() {
    group.close();

    assertThat(turns).containsExactly("floor closed", "other closed");
  }
}
