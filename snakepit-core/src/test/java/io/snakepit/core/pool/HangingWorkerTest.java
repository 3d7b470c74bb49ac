package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A worker that is open, and whose adapter waits when it is asked what it is. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class HangingWorkerTest {

  /** What is sound must be there in time on a busy machine, too. */
  private static final Duration BUDGET = Duration.ofSeconds(3);

  private final FakeAdapter sound = FakeAdapter.of(new FakeTools().unary("echo", echo()));
  private final Adapter adapter = mock(Adapter.class, delegatesTo(sound));
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger inside = new AtomicInteger();
  private volatile boolean hangs = true;

  @AfterEach
  void letGo() {
    over.countDown();
  }

  @Test
  void whoAsksWhatItIsWaitsNoLongerThanForItsStart() {
    assertStartFails(worker -> doAnswer(call -> block()).when(worker).info(), "waits in info");
  }

  @Test
  void whoAsksForItsEndWaitsNoLongerThanForItsStart() {
    assertStartFails(worker -> doAnswer(call -> block()).when(worker).lost(), "waits in lost");
  }

  private void assertStartFails(Consumer<Worker> spoil, String where) {
    openWorkers(spoil);

    assertThatThrownBy(() -> start(BUDGET))
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("its adapter 'fake' " + where + ", which must return at once: at ")
        .hasMessageContaining("timeouts.start")
        .hasMessageContaining("name another adapter");
    await().untilAsserted(() -> assertThat(inside).hasValue(0)); // it was interrupted
    await().untilAsserted(() -> assertThat(sound.workers()).isEmpty());
  }

  @Test
  void thePoolServesAsSoonAsTheAdapterRecovers() {
    hangs = false;
    openWorkers(worker -> doAnswer(call -> hangs ? block() : info()).when(worker).info());
    try (Snakepit pit = start(BUDGET)) {
      hangs = true;
      sound.workers().get(0).kill("by the test");
      await().untilAsserted(() -> assertThat(inside).hasPositiveValue());
      hangs = false;

      assertThat(pit.execute("echo", Map.of("n", 1)).get("n")).isEqualTo(1L);
    }
  }

  private WorkerInfo info() {
    return sound.workers().get(0).info();
  }

  @Test
  void closingInterruptsIt() {
    hangs = false;
    openWorkers(worker -> doAnswer(call -> hangs ? block() : info()).when(worker).info());
    Snakepit pit = start(Duration.ofMinutes(10));
    hangs = true;
    sound.workers().get(0).kill("by the test");
    await().untilAsserted(() -> assertThat(inside).hasValue(1));

    pit.close();

    await().untilAsserted(() -> assertThat(inside).hasValue(0));
  }

  private void openWorkers(Consumer<Worker> spoil) {
    doAnswer(
            open ->
                sound
                    .open(open.getArgument(0))
                    .thenApply(
                        worker -> {
                          Worker bad = mock(Worker.class, delegatesTo(worker));
                          spoil.accept(bad);
                          return bad;
                        }))
        .when(adapter)
        .open(any());
  }

  private Object block() throws InterruptedException {
    inside.incrementAndGet();
    try {
      over.await();
    } finally {
      inside.decrementAndGet();
    }
    throw new IllegalStateException("nobody waits for this any more");
  }

  private Snakepit start(Duration budget) {
    SnakepitConfig config =
        SnakepitConfig.builder()
            .pool(
                "default",
                pool ->
                    pool.runtime("fake")
                        .workers(1)
                        .timeouts(timeouts -> timeouts.withStart(budget))
                        .restart(
                            restart ->
                                restart
                                    .withInitialDelay(Duration.ofMillis(10))
                                    .withMaxDelay(Duration.ofMillis(10))))
            .build();
    return FakePit.start(config, adapter);
  }
}
