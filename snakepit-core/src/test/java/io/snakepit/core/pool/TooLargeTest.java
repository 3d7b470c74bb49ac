package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Call;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeTools;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is too large for a wire. */
@Timeout(60)
class TooLargeTest {

  private final FakeTools tools = new FakeTools().unary("echo", echo());

  @Test
  void aKeyThatNoWireCarriesIsRefusedAtOnce() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      assertThatThrownBy(() -> pit.session("\u00e4".repeat(32_768)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("65536 bytes")
          .hasMessageContaining("65535");
      assertThat(pit.session("\u00e4".repeat(32_767)).execute("echo", Map.of("n", 1)).get("n"))
          .isEqualTo(1L);
    }
  }

  @Test
  void argumentsThatAreTooLargeNameTheLimitOnce() {
    try (Snakepit pit = FakePit.start(tools, p -> p.limits(l -> l.withFrameBytes(1 << 10)))) {
      Call call = Call.of("echo").arg("text", "x".repeat(2_000));
      assertThatThrownBy(() -> pit.execute(call))
          .isInstanceOf(InvalidCallException.class)
          .hasMessageMatching("(?s).*\\(limits\\.frame-bytes\\)")
          .message()
          .containsOnlyOnce("limits.frame-bytes");
    }
  }
}
