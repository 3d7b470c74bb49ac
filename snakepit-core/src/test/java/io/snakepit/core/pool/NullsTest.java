package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Call;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeTools;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A null that would be used later is refused at once, before anything has begun. */
@Timeout(60)
class NullsTest {

  private final FakeTools tools =
      new FakeTools().stream("items", call -> List.of(call.arguments()).iterator());

  @Test
  void nothingBeginsThatWouldFailForANull() {
    try (Snakepit pit = FakePit.start(tools, pool -> {})) {
      Call call = Call.of("items");
      Session session = pit.session("user-42");

      assertRefused("onItem", () -> pit.executeStream(call, null));
      assertRefused("onItem", () -> session.executeStream(call, null));
      assertRefused("step", () -> session.onRestore(null));
      assertRefused("each", () -> pit.bind(Runnable.class, null));
      assertRefused("tool", () -> pit.hostTools().register("lookup", null));

      assertThat(pit.defaultPool().stats().accepted()).isZero();
    }
  }

  private static void assertRefused(String name, ThrowingCallable given) {
    assertThatThrownBy(given).isInstanceOf(NullPointerException.class).hasMessage(name);
  }
}
