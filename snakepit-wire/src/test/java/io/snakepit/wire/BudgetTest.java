package io.snakepit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void forEverDoesNotOverflow() {
    assertThat(new Budget(Duration.ofSeconds(Long.MAX_VALUE)).nanosLeft()).isPositive();
  }

  @Test
  void usedUpIsNotForEver() {
    Budget budget = new Budget(Duration.ZERO);

    assertThat(budget.nanosLeft()).isNotPositive();
    assertThat(budget.millisLeft()).isEqualTo(1);
  }
}
