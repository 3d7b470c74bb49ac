package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.ToolException;
import io.snakepit.api.WorkerCrashedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams are whole, or say that they aren't; and they stop when nobody looks (S1, S5). */
@Timeout(120)
class StreamsTest {

  @ParameterizedTest
  @CsvSource({
    "pipes,count",
    "pipes,count_async",
    "socket,count",
    "socket,count_async",
    "grpc,count",
    "grpc,count_async"
  })
  void everyItemArrivesInOrder(String wire, String tool) {
    try (Snakepit pit = start(wire);
        ResultStream stream = pit.executeStream(tool, Map.of("n", 5_000))) {
      int expected = 0;
      for (Result item : stream) {
        assertThat(item.as(Integer.class)).isEqualTo(expected++);
      }
      assertThat(expected).isEqualTo(5_000);
    }
  }

  @Test
  void aCallbackSeesEveryItem() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      List<Integer> seen = new CopyOnWriteArrayList<>();
      pit.defaultPool()
          .executeStream(Call.of("count").arg("n", 100), item -> seen.add(item.as(Integer.class)))
          .join();
      assertThat(seen).hasSize(100).isSorted();
    }
  }

  @Test
  void anIdleConsumerStopsTheProducerWithinTheWindow(@TempDir Path folder) {
    Path trace = folder.resolve("trace");
    try (Snakepit pit =
        RealPython.start(
            p ->
                p.workers(1)
                    .limits(l -> l.withStreamItems(8))
                    .timeouts(t -> t.withCancelGrace(Duration.ofSeconds(100))))) {
      try (ResultStream stream =
          pit.executeStream("count_with_trace", Map.of("path", trace.toString()))) {
        Iterator<Result> items = stream.iterator();
        for (int i = 0; i < 100; i++) {
          assertThat(items.next().as(Integer.class)).isEqualTo(i);
        }
      }
      await().untilAsserted(() -> assertThat(trace).isNotEmptyFile());
      await()
          .untilAsserted(
              () ->
                  assertThat(Integer.parseInt(Files.readString(trace))).isBetween(99, 99 + 8 + 1));
      assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
    }
  }

  @Test
  void largeItemsGoOneAtATime() {
    try (Snakepit pit =
        RealPython.start(p -> p.workers(1).limits(l -> l.withStreamBytes(1 << 20)))) {
      long bytes = 0;
      try (ResultStream stream = pit.executeStream("chunks", Map.of("n", 20, "size", 3 << 20))) {
        for (Result item : stream) {
          bytes += item.as(byte[].class).length;
        }
      }
      assertThat(bytes).isEqualTo(20L * (3 << 20));
    }
  }

  @ParameterizedTest
  @CsvSource({"fail_after", "die_after"})
  void whatArrivedBeforeAFailureIsSeenAndTheFailureToo(String tool) {
    try (Snakepit pit = RealPython.start(p -> p.workers(1));
        ResultStream stream = pit.executeStream(tool, Map.of("n", 10))) {
      List<Integer> seen = new ArrayList<>();
      assertThatThrownBy(() -> stream.forEach(item -> seen.add(item.as(Integer.class))))
          .isInstanceOfAny(ToolException.class, WorkerCrashedException.class)
          .isInstanceOf(SnakepitException.class);
      assertThat(seen).hasSize(10).isSorted();
    }
  }

  /** Over gRPC the last of many that came fast may not have been sent, but none is left out. */
  @ParameterizedTest
  @CsvSource({"pipes", "grpc"})
  void ofManyFastItemsTheFirstAreSeenWithoutAGapWhenTheWorkerDies(String wire) {
    try (Snakepit pit = start(wire);
        ResultStream stream = pit.executeStream("die_after", Map.of("n", 3_000))) {
      List<Integer> seen = new ArrayList<>();
      assertThatThrownBy(() -> stream.forEach(item -> seen.add(item.as(Integer.class))))
          .isInstanceOf(WorkerCrashedException.class);
      assertThat(seen).isEqualTo(IntStream.range(0, seen.size()).boxed().toList());
      assertThat(seen).hasSizeBetween(wire.equals("grpc") ? 16 : 3_000, 3_000);
    }
  }

  @Test
  void aStreamHasOneConsumer() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1));
        ResultStream stream = pit.executeStream("count", Map.of("n", 3))) {
      assertThat(stream.stream().mapToInt(item -> item.as(Integer.class)).sum()).isEqualTo(3);
      assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aPlainToolIsAStreamOfOneAndAStreamingToolIsNoPlainCall() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      try (ResultStream stream = pit.executeStream("add", Map.of("a", 2, "b", 3))) {
        assertThat(stream.stream().map(item -> item.as(Integer.class)).toList()).containsExactly(5);
      }
      assertThatThrownBy(() -> pit.execute("count", Map.of("n", 3)))
          .isInstanceOf(InvalidCallException.class)
          .hasMessageContaining("count");
    }
  }

  @Test
  void manyStreamsAtOnceKeepApart() {
    try (Snakepit pit = RealPython.start(p -> p.workers(4))) {
      List<ResultStream> streams = new ArrayList<>();
      List<Iterator<Result>> iterators = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ResultStream stream = pit.executeStream("count", Map.of("n", 200));
        streams.add(stream);
        iterators.add(stream.iterator());
      }
      for (int i = 0; i < 200; i++) {
        for (Iterator<Result> items : iterators) {
          assertThat(items.next().as(Integer.class)).isEqualTo(i);
        }
      }
      assertThat(iterators).noneMatch(Iterator::hasNext);
      streams.forEach(ResultStream::close);
    }
  }

  private static Snakepit start(String wire) {
    return wire.equals("grpc")
        ? RealGrpc.start(p -> p.workers(1))
        : RealPython.start(wire, p -> p.workers(1));
  }
}
