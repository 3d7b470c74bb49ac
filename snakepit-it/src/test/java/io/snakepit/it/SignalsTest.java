package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers of signals that tools install strike the tools' code, on every wire. */
@Timeout(120)
class SignalsTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();

  @ParameterizedTest
  @ValueSource(strings = {"stdio", "grpc"})
  void anAlarmEndsTheWaitForTheHostAndNothingElse(String adapter) {
    try (Snakepit pit = start(adapter)) {
      long pid = pit.execute("pid", Map.of()).as(Long.class);
      pit.hostTools().register("lookup", call -> gate.join());

      Object late = pit.execute("ask_within", Map.of("seconds", 0.01)).value();
      gate.complete("there");

      assertThat(late).isEqualTo("late");
      assertThat(pit.execute("ask_within", Map.of("seconds", 60)).value()).isEqualTo("there");
      assertThat(pit.execute("pid", Map.of()).as(Long.class)).isEqualTo(pid);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdio", "grpc"})
  void alarmsAmongMessagesDamageNone(String adapter) {
    try (Snakepit pit = start(adapter)) {
      long pid = pit.execute("pid", Map.of()).as(Long.class);

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> pit.execute("reports", Map.of("count", 2000)).as(Integer.class) > 0);

      assertThat(pit.execute("pid", Map.of()).as(Long.class)).isEqualTo(pid);
    }
  }

  @ParameterizedTest
  @CsvSource({"stdio,1", "grpc,1", "grpc,4"})
  void aCancelWhoseSignalGetsLostEndsTheCallAllTheSame(String adapter, int concurrency) {
    try (Snakepit pit =
        start(
            adapter,
            p ->
                p.concurrency(concurrency)
                    .timeouts(t -> t.withCancelGrace(Duration.ofSeconds(100))))) {
      long pid = pit.execute("pid", Map.of()).as(Long.class);

      Call stuck = Call.of("loses_a_signal").timeout(Duration.ofMillis(300));

      assertThatThrownBy(() -> pit.execute(stuck)).isInstanceOf(DeadlineExceededException.class);
      assertThat(pit.execute("pid", Map.of()).as(Long.class)).isEqualTo(pid);
    }
  }

  private static Snakepit start(String adapter) {
    return start(adapter, pool -> {});
  }

  private static Snakepit start(String adapter, Consumer<PoolConfig.Builder> more) {
    Consumer<PoolConfig.Builder> pool =
        p -> more.accept(p.workers(1).tools(RealPython.file("signal_tools.py")));
    return adapter.equals("grpc") ? RealGrpc.start(pool) : RealPython.start(pool);
  }
}
