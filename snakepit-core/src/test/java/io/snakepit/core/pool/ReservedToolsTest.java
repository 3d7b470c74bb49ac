package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeTools;
import io.snakepit.testkit.fake.JsonText;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Snakepit's own tools are for its pools to call: a session that is closed, and a pool that drains,
 * let them in.
 */
@Timeout(60)
class ReservedToolsTest {

  private final FakeTools tools =
      new FakeTools()
          .unary(
              "count",
              call ->
                  JsonText.payload(
                      "" + call.session().merge("n", 1, (a, b) -> (Integer) a + (Integer) b)));

  @Test
  void nobodyElseCallsThem() {
    try (Snakepit pit = FakePit.start(tools, pool -> {})) {
      for (String tool : List.of("$tools", "$session.end", "$")) {
        assertUnknown(() -> pit.execute(tool, Map.of()));
        assertUnknown(() -> pit.executeAsync(tool, Map.of()));
        assertUnknown(() -> pit.executeStream(tool, Map.of()));
      }
    }
  }

  @Test
  void soASessionKeepsItsStateUntilItIsClosed() {
    try (Snakepit pit = FakePit.start(tools, pool -> {})) {
      Session session = pit.session("user-42");
      session.execute("count", Map.of());

      assertUnknown(() -> session.execute("$session.end", Map.of()));

      assertThat(session.execute("count", Map.of()).value()).isEqualTo(2L);
    }
  }

  private static void assertUnknown(ThrowingCallable call) {
    InvalidCallException refused = catchThrowableOfType(InvalidCallException.class, call);
    assertThat(refused).hasMessageContaining("Snakepit's own");
    assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_TOOL);
  }
}
