package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Pool;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import io.snakepit.testkit.fake.FakeWorker;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No session without restore steps loses its state because its worker has served long enough. */
@Timeout(60)
class SessionRecyclingTest {

  private final CompletableFuture<String> gate = new CompletableFuture<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final FakeAdapter adapter =
      FakeAdapter.builder(new FakeTools().unary("echo", echo()))
          .opening(
              request ->
                  opened.getAndIncrement() == 0 ? CompletableFuture.completedStage("open") : gate)
          .build();

  @Test
  void oneThatBeginsWhileItsWorkersSuccessorStartsKeepsTheWorker() {
    try (Snakepit pit =
        FakePit.start(adapter, p -> p.recycle(r -> r.withAfterCalls(1).withJitter(0)))) {
      Pool pool = pit.defaultPool();
      FakeWorker first = adapter.workers().get(0);
      pool.execute("echo", Map.of());
      await().until(() -> opened.get() == 2);
      Session session = pool.session("s");
      session.execute("echo", Map.of());

      gate.complete("open");
      await().until(() -> adapter.workers().size() == 1);

      assertThat(session.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
      assertThat(pool.workers()).extracting("id").containsExactly(first.id());
    }
  }
}
