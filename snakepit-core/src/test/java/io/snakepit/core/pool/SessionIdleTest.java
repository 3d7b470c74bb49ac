package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Payload;
import io.snakepit.testkit.fake.FakeCall;
import io.snakepit.testkit.fake.FakeTools;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session that makes no call any more doesn't keep its state for ever. */
@Timeout(60)
class SessionIdleTest {

  private final FakeTools tools = new FakeTools().unary("count", SessionIdleTest::count);

  /** How often the session has called it. */
  private static Payload count(FakeCall call) {
    Object count = call.session().merge("count", 1, (a, b) -> (int) a + (int) b);
    return Payload.of(count.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static int count(Session session) {
    return session.execute("count", Map.of()).as(Integer.class);
  }

  /** A new session that has made one call; again, if it was closed before it could. */
  private static Session newSession(Snakepit pit, String key) {
    while (true) {
      Session session = pit.session(key);
      try {
        assertThat(count(session)).isEqualTo(1);
        return session;
      } catch (SessionException closed) {
        assertThat(closed.code()).isEqualTo(ErrorCode.SESSION_CLOSED);
      }
    }
  }

  @Test
  void itIsToldWhyAndItsKeyBeginsAnew() {
    Duration idle = Duration.ofMillis(100);
    try (Snakepit pit = FakePit.start(tools, p -> p.timeouts(t -> t.withSessionIdle(idle)))) {
      Session session = newSession(pit, "one");
      await().until(() -> pit.defaultPool().stats().succeeded() == 2); // its end is a call, too
      assertThatThrownBy(() -> count(session))
          .isInstanceOfSatisfying(
              SessionException.class,
              told -> assertThat(told.code()).isEqualTo(ErrorCode.SESSION_CLOSED))
          .hasMessageContaining("session 'one' in pool 'default' was closed")
          .hasMessageContaining("no call for 100 ms (timeouts.session-idle)");
      newSession(pit, "one");
    }
  }
}
