package io.snakepit.core.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.TimeoutConfig;
import io.snakepit.core.CapturedStderr;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.discovery.AdapterRegistry;
import io.snakepit.core.discovery.RuntimeRegistry;
import io.snakepit.core.process.ProcessLauncher;
import io.snakepit.core.time.ManualTimer;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.WorkerRuntime;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeRuntime;
import io.snakepit.testkit.fake.FakeTools;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** A runtime that prepares for long may build something, or hang: only who waits can tell. */
@Isolated("what it captures of System.err is to be its own")
@Timeout(60)
class SlowPreparationTest {

  @RegisterExtension final CapturedStderr stderr = new CapturedStderr();
  private final CountDownLatch preparing = new CountDownLatch(1);
  private final CountDownLatch ready = new CountDownLatch(1);
  private final WorkerRuntime runtime = mock(WorkerRuntime.class, delegatesTo(new FakeRuntime()));
  private final AdapterRegistry adapters = mock();
  private final RuntimeRegistry runtimes = mock();
  private final ManualTimer timer = new ManualTimer();
  private final GenerationFactory factory =
      new GenerationFactory(
          adapters,
          runtimes,
          Codecs.discovered(),
          mock(ProcessLauncher.class),
          Runnable::run,
          timer);

  @BeforeEach
  void prepareSlowly() {
    PreparedRuntime prepared = mock();
    when(adapters.all()).thenReturn(List.of(FakeAdapter.of(new FakeTools())));
    when(runtimes.get(any())).thenReturn(runtime);
    doAnswer(
            request -> {
              preparing.countDown();
              ready.await();
              return prepared;
            })
        .when(runtime)
        .prepare(any());
  }

  @Test
  void whereItIsStandsInTheLog() throws Exception {
    CompletableFuture<GenerationPlan> plan = CompletableFuture.supplyAsync(this::plan);
    preparing.await();
    timer.turn(TimeoutConfig.defaults().start());
    ready.countDown();

    assertThat(plan.get().adapterName()).isEqualTo("fake");
    assertThat(stderr.text())
        .contains("pool 'default' still waits for its runtime 'fake'")
        .contains("(timeouts.start)")
        .contains("at " + SlowPreparationTest.class.getName());
  }

  @Test
  void oneThatIsReadyInTimeIsNotSpokenOf() {
    ready.countDown();

    plan();

    assertThat(timer.isSet()).isFalse();
  }

  private GenerationPlan plan() {
    PoolConfig config = PoolConfig.builder().runtime("fake").build();
    return factory.plan(1, "default", config, AdapterChoice.configured(config));
  }
}
