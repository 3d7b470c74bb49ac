package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.WorkerStartException;
import io.snakepit.core.call.BurstExecutor;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.generation.GenerationPlan;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.process.PrivateDirectories;
import io.snakepit.core.process.ProcessLauncher;
import io.snakepit.core.process.StderrSink;
import io.snakepit.core.template.WorkerProcesses;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.spi.WorkerRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** A worker that takes too long to start, or can't be used. */
class WorkerStarterTest {

  private static final Duration BUDGET = Duration.ofSeconds(3);

  private final Timer timer = mock(Timer.class);
  private final ProcessLauncher launcher = mock(ProcessLauncher.class);
  private final LaunchedProcess process = mock(LaunchedProcess.class);
  private final Adapter adapter = mock(Adapter.class);
  private final CompletableFuture<Worker> opened = new CompletableFuture<>();
  private final Codecs codecs = Codecs.discovered();
  private final ArgumentCaptor<Long> delay = ArgumentCaptor.forClass(Long.class);
  private final ArgumentCaptor<Runnable> timeout = ArgumentCaptor.forClass(Runnable.class);

  @Test
  void itsAdapterIsTheFirstToSaySo() {
    start();

    assertThat(Duration.ofNanos(delay.getValue())).isGreaterThan(BUDGET);
  }

  @Test
  void itShowsWhatItDoesBeforeAnybodyGivesUp() {
    start();

    assertThat(Duration.ofNanos(delay.getAllValues().get(0))).isPositive().isLessThan(BUDGET);
    timeout.getAllValues().get(0).run();
    verify(process).showStacks();
  }

  @Test
  void whatItWroteStandsInTheErrorWhenItsAdapterSaysNothing() {
    CompletableFuture<?> start = start();

    when(timer.nanoTime()).thenReturn(delay.getValue());
    timeout.getValue().run();

    assertThatThrownBy(start::join)
        .cause()
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("said no hello (timeouts.start is 3000 ms")
        .hasMessageContaining("loading the model");
    verify(process).kill();
  }

  @Test
  void theWordsOfItsAdapterGetTheNameOfWhatWasTooShort() {
    CompletableFuture<?> start = start();

    when(timer.nanoTime()).thenReturn(BUDGET.toNanos());
    opened.completeExceptionally(new WorkerOpenException("what it wrote begins with 'hi'", null));

    assertThatThrownBy(start::join)
        .cause()
        .isInstanceOf(WorkerStartException.class)
        .hasMessageContaining("can't start: what it wrote begins with 'hi' (timeouts.start is")
        .hasMessageContaining("loading the model");
  }

  @Test
  void whoNamesItIsNotTaughtItsName() {
    CompletableFuture<?> start = start();

    when(timer.nanoTime()).thenReturn(BUDGET.toNanos());
    opened.completeExceptionally(
        new WorkerOpenException("its template isn't ready after 3000 ms (timeouts.start)", null));

    assertThatThrownBy(start::join)
        .cause()
        .hasMessageContaining("isn't ready after 3000 ms (timeouts.start); ");
  }

  @Test
  void whatTheSystemHasTooLittleOfHasItsRemedy() {
    CompletableFuture<?> start = start();

    opened.completeExceptionally(
        new WorkerOpenException(
            "the worker can't be started", new IOException("error=24, Too many open files")));

    assertThatThrownBy(start::join).cause().hasMessageContaining("(ulimit -n)");
  }

  @Test
  void aFailureWithoutWordsIsNamed() {
    CompletableFuture<?> start = start();

    opened.completeExceptionally(new ExceptionInInitializerError());

    assertThatThrownBy(start::join)
        .cause()
        .hasMessageContaining("can't start: java.lang.ExceptionInInitializerError;");
  }

  @Test
  void oneThatCanNotBeUsedIsEnded() {
    CompletableFuture<?> start = start();
    Worker worker = mock(Worker.class);
    when(worker.info())
        .thenReturn(new WorkerInfo("morse", "", "", OptionalLong.empty(), Set.of(), 1, List.of()));

    opened.complete(worker);

    assertThatThrownBy(start::join).cause().hasMessageContaining("there is no codec 'morse'");
    verify(worker).stop(Duration.ZERO);
    verify(process).kill();
  }

  @Test
  void nothingIsLeftOfOneThatCanNeitherBeUsedNorStopped() {
    CompletableFuture<?> start = start();
    Worker worker = mock(Worker.class);
    when(worker.info())
        .thenReturn(new WorkerInfo("morse", "", "", OptionalLong.empty(), Set.of(), 1, List.of()));
    doThrow(new IllegalStateException("half a frame")).when(worker).stop(any());

    opened.complete(worker);

    assertThatThrownBy(start::join).cause().hasMessageContaining("there is no codec 'morse'");
    verify(process).kill();
  }

  @Test
  void nothingIsLeftOfAStartWhoseAdapterBringsNoWorker() {
    CompletableFuture<?> start = start();

    opened.complete(null);

    assertThatThrownBy(start::join).cause().isInstanceOf(WorkerStartException.class);
    verify(process).kill();
  }

  @Test
  void anAdapterThatPromisesNothingIsAFailedStart() {
    when(adapter.open(any())).thenReturn(null);

    assertThatThrownBy(starter().start(plan()).toCompletableFuture()::join)
        .cause()
        .isInstanceOf(WorkerStartException.class);
  }

  @Test
  void oneWhoseTimeCannotBeTakenIsAFailedStartWithTheRemedy() {
    WorkerStarter starter = starter();
    when(timer.schedule(anyLong(), any()))
        .thenThrow(new Error("unable to create native thread")); // an OutOfMemoryError ends JUnit

    assertThat(starter.start(plan()).toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(WorkerStartException.class)
        .withMessageContaining("unable to create native thread (allow this user");
    verify(adapter, never()).open(any());
  }

  @Test
  void oneThatHasJustBegunIsGivenUpByWhoClosesItsStarter() {
    WorkerStarter starter = starter();
    when(adapter.open(any()))
        .thenAnswer(
            call -> {
              starter.close();
              return launched(call.getArgument(0));
            });

    assertThat(starter.start(plan()).toCompletableFuture())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("is not wanted any more");
  }

  private CompletableFuture<?> start() {
    try {
      when(launcher.launch(anyString(), any(), any())).thenReturn(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    when(process.exit())
        .thenReturn(
            CompletableFuture.completedStage(new ProcessExit(OptionalInt.empty(), "SIGKILL")));
    when(process.stderrDrained()).thenAnswer(call -> CompletableFuture.completedStage(null));
    when(process.stderrTail(0)).thenReturn(List.of("loading the model"));
    when(process.wasKilled()).thenReturn(true);
    when(adapter.open(any())).thenAnswer(call -> launched(call.getArgument(0)));
    CompletableFuture<?> start = starter().start(plan()).toCompletableFuture();
    verify(timer, times(2)).schedule(delay.capture(), timeout.capture());
    return start;
  }

  private GenerationPlan plan() {
    PoolConfig config =
        PoolConfig.builder().timeouts(timeouts -> timeouts.withStart(BUDGET)).build();
    return new GenerationPlan(
        1,
        "default",
        config,
        adapter,
        Map.of(),
        mock(WorkerRuntime.class),
        new WorkerProcesses(
            "template",
            arguments -> new LaunchPlan(arguments, Map.of(), Set.of(), Optional.empty()),
            Map.of(),
            launcher,
            StderrSink.of(0, line -> {})),
        codecs);
  }

  private WorkerStarter starter() {
    when(timer.schedule(anyLong(), any())).thenReturn(mock(Scheduled.class));
    return new WorkerStarter(
        mock(PrivateDirectories.class),
        codecs,
        timer,
        BurstExecutor.oneByOne(Runnable::run),
        Runnable::run);
  }

  private CompletionStage<Worker> launched(OpenRequest request) throws IOException {
    assertThat(request.startBudget()).isEqualTo(BUDGET);
    request.launch(List.of());
    return opened;
  }
}
