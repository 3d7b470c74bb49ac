package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Call;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.Snakepit;
import io.snakepit.api.ToolException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Python calls Java while its own call is open. */
@Timeout(120)
class HostToolsTest {

  static final List<String> CARRIERS = RealPython.CARRIERS;

  @Test
  void aToolCallsTheHost() {
    try (Snakepit pit = RealPython.start(p -> {})) {
      pit.hostTools().register("lookup", call -> Map.of("price", 12, "item", call.get("item")));
      Object answer =
          pit.execute("ask", Map.of("name", "lookup", "arguments", Map.of("item", "tea"))).value();
      assertThat(answer).isEqualTo(Map.of("price", 12L, "item", "tea"));
    }
  }

  @Test
  void aThreadOfTheToolCallsTheHost() {
    try (Snakepit pit = RealPython.start(p -> {})) {
      pit.hostTools().register("answer", call -> 42);
      assertThat(pit.execute("ask_from_thread", Map.of("name", "answer")).as(Integer.class))
          .isEqualTo(42);
    }
  }

  @ParameterizedTest
  @FieldSource("CARRIERS")
  void nestedCallsRunOnTopOfTheOneWorkerThatWaits(String carrier) {
    try (Snakepit pit = RealPython.start(carrier, p -> p.workers(1))) {
      pit.hostTools()
          .register(
              "factorial",
              call -> pit.execute("factorial", Map.of("n", call.get("n"))).as(Long.class));
      assertThat(pit.execute("factorial", Map.of("n", 12)).as(Long.class)).isEqualTo(479001600L);
      assertThat(pit.defaultPool().stats().succeeded()).isEqualTo(12);
    }
  }

  @ParameterizedTest
  @FieldSource("CARRIERS")
  void nestedCallsRunOnTopOfOneThatIsAwaited(String carrier) {
    try (Snakepit pit = RealPython.start(carrier, p -> p.workers(1))) {
      pit.hostTools()
          .register(
              "factorial",
              call -> pit.execute("factorial_awaiting", Map.of("n", call.get("n"))).as(Long.class));
      assertThat(pit.execute("factorial_awaiting", Map.of("n", 12)).as(Long.class))
          .isEqualTo(479001600L);
      assertThat(pit.defaultPool().stats().succeeded()).isEqualTo(12);
    }
  }

  @Test
  void aNestedCallInheritsTheDeadline() {
    try (Snakepit pit = RealPython.start(p -> p.workers(2))) {
      pit.hostTools()
          .register(
              "slow", call -> pit.execute(Call.of("pause").arg("seconds", 600)).as(Double.class));
      assertThatThrownBy(
              () ->
                  pit.execute(
                      Call.of("ask")
                          .args(Map.of("name", "slow", "arguments", Map.of()))
                          .timeout(Duration.ofSeconds(1))))
          .isInstanceOf(DeadlineExceededException.class);
      assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
    }
  }

  @Test
  void aFailingHostToolKeepsTypeAndMessage() {
    try (Snakepit pit = RealPython.start(p -> {})) {
      pit.hostTools()
          .register(
              "broken",
              call -> {
                throw new IllegalStateException("no stock");
              });
      assertThatThrownBy(() -> pit.execute("ask", Map.of("name", "broken", "arguments", Map.of())))
          .isInstanceOf(ToolException.class)
          .hasMessageContaining("IllegalStateException")
          .hasMessageContaining("no stock");
    }
  }

  @Test
  void anUnknownHostToolIsNamedWithTheNearest() {
    try (Snakepit pit = RealPython.start(p -> {})) {
      pit.hostTools().register("lookup", call -> 1);
      assertThatThrownBy(() -> pit.execute("ask", Map.of("name", "lokup", "arguments", Map.of())))
          .isInstanceOf(ToolException.class)
          .hasMessageContaining("lokup")
          .hasMessageContaining("lookup");
    }
  }

  @Test
  void aHostToolIsInterruptedWhenItsCallEnds() throws Exception {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      CountDownLatch entered = new CountDownLatch(1);
      CompletableFuture<String> interrupted = new CompletableFuture<>();
      pit.hostTools()
          .register(
              "block",
              call -> {
                entered.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException expected) {
                  interrupted.complete("interrupted");
                }
                return null;
              });
      CompletableFuture<?> call =
          pit.executeAsync("ask", Map.of("name", "block", "arguments", Map.of()));
      assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
      call.cancel(true);
      assertThat(interrupted.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted");
      assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
    }
  }
}
