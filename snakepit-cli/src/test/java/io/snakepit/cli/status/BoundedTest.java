package io.snakepit.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedTest {

  @Test
  void whatEndsGivesItsResultOrItsError() throws Exception {
    IOException broken = new IOException("broken");

    assertThat(Bounded.call(() -> 5, Duration.ofMinutes(1))).isEqualTo(5);
    assertThatThrownBy(
            () ->
                Bounded.call(
                    () -> {
                      throw broken;
                    },
                    Duration.ofMinutes(1)))
        .isSameAs(broken);
  }

  @Test
  void whatNeverEndsIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                Bounded.call(
                    () -> {
                      never.await();
                      return 5;
                    },
                    Duration.ofMillis(10)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("doesn't answer");
  }
}
