package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Call;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A deadline that has passed says how long it was. */
@Timeout(60)
class DeadlineWordsTest {

  private final FakeTools tools =
      new FakeTools().unary("block", blockUntil(new CompletableFuture<>()));

  @Test
  void sayHowLongTheCallItselfMayTake() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      assertThatThrownBy(() -> pit.execute(Call.of("block").timeout(Duration.ofMillis(20))))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessage(
              "tool 'block' had no result at its deadline, after 20 ms"
                  + " (Call.timeout, or else timeouts.call)");
    }
  }

  @Test
  void sayHowLongThePoolsCallsMayTake() {
    try (Snakepit pit =
        FakePit.start(tools, p -> p.timeouts(t -> t.withCall(Duration.ofMillis(30))))) {
      assertThatThrownBy(() -> pit.execute("block", Map.of()))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("at its deadline, after 30 ms");
    }
  }
}
