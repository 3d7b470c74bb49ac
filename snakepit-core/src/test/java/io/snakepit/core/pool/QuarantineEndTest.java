package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static io.snakepit.testkit.fake.FakeBehaviours.ignoreCancelUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Pool;
import io.snakepit.api.Result;
import io.snakepit.api.Session;
import io.snakepit.api.SessionException;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A worker that runs what doesn't stop is there for the calls beside it, and no longer (S3): the
 * drain time, of which nothing is seen here, is the longest that it may be.
 */
@Timeout(60)
class QuarantineEndTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final FakeAdapter adapter =
      FakeAdapter.builder(
              new FakeTools()
                  .unary("block", blockUntil(gate))
                  .unary("echo", echo())
                  .unary("stubborn", ignoreCancelUntil(end)))
          .concurrency(2)
          .build();
  private final Snakepit pit =
      FakePit.start(
          adapter,
          p ->
              p.concurrency(2)
                  .timeouts(
                      t ->
                          t.withCancelGrace(Duration.ofMillis(20)).withDrain(Duration.ofHours(1))));
  private final Pool pool = pit.defaultPool();

  @AfterEach
  void close() {
    end.complete("now"); // where the worker is there still, it would be drained
    pit.close();
  }

  private void hang() {
    assertThatThrownBy(() -> pool.execute(Call.of("stubborn").timeout(Duration.ofMillis(50))))
        .isInstanceOf(DeadlineExceededException.class);
    await().until(() -> pool.stats().started() == 2);
  }

  @Test
  void itEndsWithTheLastCallBesideIt() {
    CompletableFuture<Result> beside = pool.executeAsync("block", Map.of("n", 1));
    hang();

    gate.complete("go");

    assertThat(beside.join().get("n")).isEqualTo(1L);
    await().until(() -> pool.stats().killed() == 1);
  }

  @Test
  void aSessionThatHasItsStateThereIsToldThen() {
    Session session = pool.session("s");
    session.execute("echo", Map.of());
    CompletableFuture<Result> beside = pool.executeAsync("block", Map.of());
    hang();
    CompletableFuture<Result> next = session.executeAsync("echo", Map.of());

    gate.complete("go");

    beside.join();
    assertThatThrownBy(next::join)
        .cause()
        .isInstanceOf(SessionException.class)
        .extracting("code")
        .isEqualTo(ErrorCode.SESSION_LOST);
  }
}
