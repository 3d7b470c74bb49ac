package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.crash;
import static io.snakepit.testkit.fake.FakeBehaviours.damageWire;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker that dies fails the call it ran, with its obituary, and is replaced (S7, S12). */
@Timeout(60)
class CrashTest {

  private final AtomicInteger runs = new AtomicInteger();
  private final FakeTools tools =
      new FakeTools()
          .unary("crash", crash("stack overflow"))
          .unary("damage", damageWire("bad frame"))
          .unary("echo", echo())
          .unary(
              "crashTwice",
              call -> {
                if (runs.incrementAndGet() <= 2) {
                  throw call.crash("not yet");
                }
                return call.arguments();
              });

  @Test
  void theRunningCallFailsWithTheObituary() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      assertThatThrownBy(() -> pit.execute("crash", Map.of()))
          .isInstanceOfSatisfying(
              WorkerCrashedException.class,
              crashed -> {
                assertThat(crashed.code()).isEqualTo(ErrorCode.WORKER_CRASHED);
                assertThat(crashed.isRetryable()).isTrue();
                assertThat(crashed.obituary().running()).containsExactly("crash");
                assertThat(crashed.obituary().worker()).isEqualTo("default-1");
              })
          .hasMessageContaining("stack overflow");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
      await().untilAsserted(() -> assertThat(pit.defaultPool().stats().lost()).isEqualTo(1));
      assertThat(pit.defaultPool().stats().workers()).isEqualTo(1);
    }
  }

  @Test
  void damageToTheWireIsItsOwnError() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      assertThatThrownBy(() -> pit.execute("damage", Map.of()))
          .isInstanceOfSatisfying(
              WorkerCrashedException.class,
              damaged -> assertThat(damaged.code()).isEqualTo(ErrorCode.PROTOCOL_VIOLATION))
          .hasMessageContaining("bad frame");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  @Test
  void anIdempotentCallIsMadeAgainUntilItSucceeds() {
    try (Snakepit pit = FakePit.start(tools, p -> p.workers(2))) {
      Call call = Call.of("crashTwice").arg("n", 1).idempotent();
      assertThat(pit.execute(call).get("n")).isEqualTo(1L);
      assertThat(runs).hasValue(3);
      assertThat(pit.defaultPool().stats().retried()).isEqualTo(2);
      assertThat(pit.defaultPool().stats().succeeded()).isEqualTo(1);
    }
  }

  @Test
  void anIdempotentCallIsNotMadeMoreOftenThanConfigured() {
    try (Snakepit pit = FakePit.start(tools, p -> p.retry(r -> r.withAttempts(2)))) {
      assertThatThrownBy(() -> pit.execute(Call.of("crashTwice").idempotent()))
          .isInstanceOf(WorkerCrashedException.class);
      assertThat(runs).hasValue(2);
    }
  }

  @Test
  void aCallThatIsNotIdempotentRunsOnce() {
    try (Snakepit pit = FakePit.start(tools, p -> {})) {
      assertThatThrownBy(() -> pit.execute("crashTwice", Map.of()))
          .isInstanceOf(WorkerCrashedException.class);
      assertThat(runs).hasValue(1);
    }
  }

  @Test
  void aToolThatAlwaysCrashesDoesNotBreakThePool() {
    try (Snakepit pit =
        FakePit.start(
            tools, p -> p.restart(r -> r.withLimit(3).withInitialDelay(Duration.ofMillis(1))))) {
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> pit.execute("crash", Map.of()))
            .isInstanceOf(WorkerCrashedException.class);
      }
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }
}
