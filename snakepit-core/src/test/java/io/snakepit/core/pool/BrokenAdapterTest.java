package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An adapter that breaks its promises costs a worker, not a call's outcome or a slot. */
@Timeout(60)
class BrokenAdapterTest {

  private final FakeAdapter sound = FakeAdapter.of(new FakeTools().unary("echo", echo()));
  private final AtomicInteger opened = new AtomicInteger();

  @Test
  void aWorkerWhoseAdapterThrowsIsReplaced() {
    try (Snakepit pit = start()) {
      assertThatThrownBy(() -> pit.execute("echo", Map.of()))
          .isInstanceOf(WorkerCrashedException.class)
          .hasMessageContaining("half a frame");
      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
      assertThat(pit.defaultPool().stats().killed()).isEqualTo(1);
    }
  }

  private Snakepit start() {
    Adapter broken = mock(Adapter.class, delegatesTo(sound));
    doAnswer(invocation -> open(invocation.getArgument(0))).when(broken).open(any());
    SnakepitConfig config =
        SnakepitConfig.builder().pool("default", BrokenAdapterTest::onFakeWorkers).build();
    return FakePit.start(config, broken);
  }

  private static void onFakeWorkers(PoolConfig.Builder pool) {
    pool.runtime("fake");
  }

  /** The first worker can't begin a call. */
  private CompletionStage<Worker> open(OpenRequest request) {
    return sound
        .open(request)
        .thenApply(worker -> opened.getAndIncrement() == 0 ? unableToBegin(worker) : worker);
  }

  private static Worker unableToBegin(Worker worker) {
    Worker unable = mock(Worker.class, delegatesTo(worker));
    doThrow(new IllegalStateException("half a frame")).when(unable).begin(any(), any(), any());
    return unable;
  }
}
