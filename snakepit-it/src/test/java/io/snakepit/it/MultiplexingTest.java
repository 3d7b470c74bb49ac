package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.CallCancelledException;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.TimeoutConfig;
import io.snakepit.api.TypeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Python worker runs several calls at once, those that may run beside each other. */
@Timeout(120)
@ParameterizedClass
@ValueSource(strings = {"stdio", "grpc"})
class MultiplexingTest {

  @Parameter String adapter;

  @TempDir Path folder;

  @Test
  void asyncToolsWaitSideBySide() {
    try (Snakepit pit = start(32, p -> {})) {
      assertThat(join(times(32, i -> Call.of("gather").arg("count", 32)), pit))
          .extracting(result -> result.as(Integer.class))
          .containsOnly(32);
    }
  }

  @Test
  void threadSafeToolsRunSideBySide() {
    try (Snakepit pit = start(4, p -> {})) {
      assertThat(join(times(8, i -> Call.of("meet")), pit))
          .extracting(result -> result.as(Boolean.class))
          .containsOnly(true);
    }
  }

  @Test
  void toolsWithoutAMarkNeverRunBesideEachOther() {
    try (Snakepit pit = start(8, p -> p.prefetch(8))) {
      assertThat(join(times(40, i -> Call.of("alone")), pit))
          .extracting(result -> result.as(Integer.class))
          .containsOnly(1);
    }
  }

  @Test
  void aDeadlineEndsItsCallAndNoNeighbour() throws IOException {
    try (Snakepit pit =
        start(4, p -> p.timeouts(t -> t.withCancelGrace(Duration.ofSeconds(100))))) {
      long pid = pit.execute("pid", Map.of()).as(Long.class);
      CompletableFuture<Result> neighbour = marked(pit, "hold", "neighbour");
      Call spin = Call.of("spin").arg("mark", mark("spin")).timeout(Duration.ofMillis(300));

      assertThat(catchThrowableOfType(DeadlineExceededException.class, () -> pit.execute(spin)))
          .isNotNull();

      go("neighbour");
      assertThat(neighbour.join().as(String.class)).isEqualTo("held");
      assertThat(pit.execute("pid", Map.of()).as(Long.class)).isEqualTo(pid);
    }
  }

  @Test
  void aCallThatDoesNotStopHasItsWorkerReplacedAtOnce() throws IOException {
    try (Snakepit pit = start(4, p -> p.timeouts(t -> impatient(t, Duration.ofSeconds(100))))) {
      long pid = pit.execute("pid", Map.of()).as(Long.class);
      CompletableFuture<Result> neighbour = marked(pit, "hold", "neighbour");

      marked(pit, "stuck", "stuck").cancel(true);

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(pit.execute("pid", Map.of()).as(Long.class))
                      .as("the replacement serves")
                      .isNotEqualTo(pid));
      assertThat(neighbour).as("a neighbour has its time").isNotDone();
      go("neighbour");
      assertThat(neighbour.join().as(String.class)).isEqualTo("held");
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly); // nobody waits for its time
    }
  }

  @Test
  void theNeighboursOfACallThatDoesNotStopGetABoundedTime() {
    try (Snakepit pit = start(4, p -> p.timeouts(t -> impatient(t, Duration.ofMillis(200))))) {
      CompletableFuture<Result> neighbour = marked(pit, "hold", "neighbour");

      marked(pit, "stuck", "stuck").cancel(true);

      CompletionException failed = catchThrowableOfType(CompletionException.class, neighbour::join);
      assertThat(failed.getCause())
          .isInstanceOfSatisfying(
              SnakepitException.class, lost -> assertThat(lost.isRetryable()).isTrue())
          .hasCauseInstanceOf(CallCancelledException.class);
    }
  }

  @Test
  void aCrashFailsWhatHasStartedAndTheRestRunsElsewhere() throws IOException {
    try (Snakepit pit = start(4, p -> {})) {
      long pid = pit.execute("pid", Map.of()).as(Long.class);
      CompletableFuture<Result> started = marked(pit, "hold_main", "started");
      CompletableFuture<Result> waiting =
          pit.executeAsync("hold_main", Map.of("mark", mark("waiting")));
      go("waiting");

      CompletableFuture<Result> crashing = pit.executeAsync("crash", Map.of());

      assertThat(catchThrowableOfType(CompletionException.class, crashing::join)).isNotNull();
      assertThat(catchThrowableOfType(CompletionException.class, started::join)).isNotNull();
      assertThat(waiting.join().as(Long.class)).isNotEqualTo(pid);
    }
  }

  @Test
  void streamsFlowSideBySide() {
    try (Snakepit pit = start(4, p -> {})) {
      List<ResultStream> streams =
          times(4, i -> Call.of(i % 2 == 0 ? "count" : "count_on_thread").arg("to", 100)).stream()
              .map(pit::executeStream)
              .toList();
      List<Iterator<Result>> iterators = streams.stream().map(ResultStream::iterator).toList();
      for (int expected = 0; expected < 100; expected++) {
        for (Iterator<Result> iterator : iterators) {
          assertThat(iterator.next().as(Integer.class)).isEqualTo(expected);
        }
      }
      assertThat(iterators).noneMatch(Iterator::hasNext);
      streams.forEach(ResultStream::close);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask_on_main", "ask_on_thread", "ask_on_loop", "ask_awaiting"})
  void callsOnEveryLaneAskTheJvmWhichMayCallAgain(String tool) {
    try (Snakepit pit = start(4, p -> {})) {
      pit.hostTools()
          .register(
              "ask",
              arguments -> {
                int value = ((Number) arguments.get("value")).intValue();
                return value == 0
                    ? 0
                    : pit.execute(tool, Map.of("value", value - 1)).as(Integer.class) + 1;
              });
      assertThat(join(times(4, i -> Call.of(tool).arg("value", 3)), pit))
          .extracting(result -> result.as(Integer.class))
          .containsOnly(3);
    }
  }

  @Test
  void callsOfASessionRunInOrder() {
    try (Snakepit pit = start(8, p -> {});
        Session session = pit.session("one")) {
      List<CompletableFuture<Result>> calls = new ArrayList<>();
      for (int value = 0; value < 20; value++) {
        calls.add(session.executeAsync("append", Map.of("value", value)));
      }
      assertThat(calls.get(19).join().as(new TypeRef<List<Integer>>() {}))
          .isEqualTo(IntStream.range(0, 20).boxed().toList());
    }
  }

  private static TimeoutConfig impatient(TimeoutConfig timeouts, Duration drain) {
    return timeouts.withCancelGrace(Duration.ofMillis(100)).withDrain(drain);
  }

  private Snakepit start(int concurrency, Consumer<PoolConfig.Builder> more) {
    Consumer<PoolConfig.Builder> pool =
        p -> {
          p.workers(1).concurrency(concurrency).clearTools();
          p.tools(RealPython.file("multiplex_tools.py"));
          more.accept(p);
        };
    return adapter.equals("grpc") ? RealGrpc.start(pool) : RealPython.start(pool);
  }

  /** Begins a call that makes its mark when it runs, and waits for that. */
  private CompletableFuture<Result> marked(Snakepit pit, String tool, String mark) {
    CompletableFuture<Result> call = pit.executeAsync(tool, Map.of("mark", mark(mark)));
    await().untilAsserted(() -> assertThat(Path.of(mark(mark))).exists());
    return call;
  }

  private String mark(String name) {
    return folder.resolve(name).toString();
  }

  private void go(String name) throws IOException {
    Files.createFile(Path.of(mark(name) + ".go"));
  }

  private static List<Call> times(int count, IntFunction<Call> make) {
    return IntStream.range(0, count).mapToObj(make).toList();
  }

  private static List<Result> join(List<Call> calls, Snakepit pit) {
    List<CompletableFuture<Result>> futures = calls.stream().map(pit::executeAsync).toList();
    return futures.stream().map(CompletableFuture::join).toList();
  }
}
