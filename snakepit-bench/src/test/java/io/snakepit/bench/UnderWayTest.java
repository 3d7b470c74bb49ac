package io.snakepit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class UnderWayTest {

  private final Histogram nanos = new Histogram(3);
  private int underWay;
  private int most;

  @Test
  void asManyAsAskedForAreUnderWayAndEachIsAnswered() throws Exception {
    UnderWay.keep(3, 10, this::call, Integer::longValue, nanos);

    assertThat(most).isEqualTo(3);
    assertThat(underWay).isZero();
    assertThat(nanos.getTotalCount()).isEqualTo(10);
  }

  @Test
  void aWrongAnswerEndsTheMeasurement() {
    assertThatThrownBy(() -> UnderWay.keep(3, 10, this::call, answer -> answer + 1, nanos))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Is answered when someone waits for it. */
  private CompletableFuture<Integer> call() {
    most = Math.max(most, ++underWay);
    return new CompletableFuture<>() {
      @Override
      public Integer get() {
        underWay--;
        return 5;
      }
    };
  }
}
