package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.TimeoutConfig;
import io.snakepit.api.UnavailableException;
import io.snakepit.core.NamedAdapter;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.discovery.AdapterRegistry;
import io.snakepit.core.discovery.RuntimeRegistry;
import io.snakepit.core.generation.AdapterChoice;
import io.snakepit.core.generation.GenerationFactory;
import io.snakepit.core.generation.GenerationPlan;
import io.snakepit.core.process.ProcessLauncher;
import io.snakepit.core.time.ManualTimer;
import io.snakepit.spi.Adapter;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeRuntime;
import io.snakepit.testkit.fake.FakeTools;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.stubbing.Answer;

/** An adapter that is there, and waits when it is asked whether it can be used. */
@Timeout(60)
class HangingAvailabilityTest {

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final FakeAdapter fake = FakeAdapter.of(new FakeTools());
  private final Adapter hanging = mock(Adapter.class, delegatesTo(new NamedAdapter("slow", fake)));
  private final Adapter sound = new NamedAdapter("sound", fake);
  private final AdapterRegistry adapters = mock();
  private final RuntimeRegistry runtimes = mock();
  private final ManualTimer timer = new ManualTimer();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final GenerationFactory factory =
      new GenerationFactory(
          adapters, runtimes, Codecs.discovered(), mock(ProcessLauncher.class), threads, timer);

  @BeforeEach
  void hang() {
    when(runtimes.get(any())).thenReturn(new FakeRuntime());
    doAnswer(waits()).when(hanging).availability();
  }

  private Answer<?> waits() {
    return question -> {
      asked.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException heeded) {
        interrupted.countDown();
        throw new IllegalStateException(heeded);
      }
      return null;
    };
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void doesNotKeepOthersFromServing() throws Exception {
    when(adapters.all()).thenReturn(List.of(hanging, sound));

    CompletableFuture<GenerationPlan> plan = plan(Optional.empty());
    asked.await();
    timer.turn(TimeoutConfig.defaults().start());

    assertThat(plan.get().adapterName()).isEqualTo("sound");
    interrupted.await();
  }

  @Test
  void whoAskedForItIsToldWhereItWaits() throws Exception {
    when(adapters.all()).thenReturn(List.of(hanging, sound));

    CompletableFuture<GenerationPlan> plan = plan(Optional.of("slow"));
    asked.await();
    timer.turn(TimeoutConfig.defaults().start());

    assertThatThrownBy(plan::get)
        .hasCauseInstanceOf(UnavailableException.class)
        .hasMessageContaining("its adapter 'slow' waits in availability")
        .hasMessageContaining("timeouts.start");
  }

  @Test
  void whatIsAskedForItsRankMayWaitNoLongerEither() throws Exception {
    Adapter unranked = mock(Adapter.class, delegatesTo(new NamedAdapter("unranked", fake)));
    doAnswer(waits()).when(unranked).priority();
    when(adapters.all()).thenReturn(List.of(sound, unranked));

    CompletableFuture<GenerationPlan> plan = plan(Optional.empty());
    asked.await();
    timer.turn(TimeoutConfig.defaults().start());

    assertThat(plan.get().adapterName()).isEqualTo("sound");
    interrupted.await();
  }

  /** Who looks at a pool may have a lock that others wait for. */
  @Test
  void theChosenOneIsAskedNothingAgain() {
    Adapter once = mock(Adapter.class, delegatesTo(new NamedAdapter("once", fake)));
    when(adapters.all()).thenReturn(List.of(once));
    GenerationPlan plan = planNow(Optional.empty());
    clearInvocations(once);

    assertThat(plan.adapterName()).isEqualTo("once");
    assertThat(plan.adapter().capabilities()).isEqualTo(fake.capabilities());
    verifyNoInteractions(once);
  }

  @Test
  void whoIsInterruptedWaitsNoLonger() throws Exception {
    when(adapters.all()).thenReturn(List.of(hanging));
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread starter =
        new Thread(
            () -> {
              assertThatThrownBy(() -> planNow(Optional.empty()))
                  .isInstanceOf(UnavailableException.class);
              flag.complete(Thread.interrupted());
            });
    starter.start();
    asked.await();
    starter.interrupt();

    assertThat(flag.get()).isTrue();
    interrupted.await();
  }

  /** It is told so by what it waits for next. */
  @Test
  void whoWasInterruptedBeforeIsAnsweredAllTheSame() {
    when(adapters.all()).thenReturn(List.of(sound));
    Thread.currentThread().interrupt();

    GenerationPlan plan = planNow(Optional.empty());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(plan.adapterName()).isEqualTo("sound");
  }

  private CompletableFuture<GenerationPlan> plan(Optional<String> adapter) {
    return CompletableFuture.supplyAsync(() -> planNow(adapter));
  }

  private GenerationPlan planNow(Optional<String> adapter) {
    return factory.plan(
        1,
        "default",
        PoolConfig.builder().runtime("fake").build(),
        new AdapterChoice(adapter, Map.of()));
  }
}
