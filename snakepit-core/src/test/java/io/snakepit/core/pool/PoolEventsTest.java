package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Obituary;
import io.snakepit.api.PoolClosedException;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.SnakepitListener;
import io.snakepit.api.WorkerState;
import io.snakepit.api.WorkerStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How events get from a pool to who listens. */
class PoolEventsTest {

  private final List<Runnable> tasks = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final SnakepitListener listener =
      new SnakepitListener() {
        @Override
        public void onWorkerReady(String pool, WorkerStatus worker) {
          told.add("ready " + worker.id());
        }

        @Override
        public void onWorkerLost(String pool, Obituary obituary) {
          told.add(obituary.worker());
        }

        @Override
        public void onOutage(String pool, SnakepitException cause) {
          told.add("out");
        }

        @Override
        public void onOutageOver(String pool) {
          told.add("back");
        }
      };
  private final PoolEvents events = new PoolEvents("p", List.of(listener), tasks::add);

  @Test
  void oneTaskTellsAllThatWait() {
    events.workerLost(obituary(1));
    events.workerLost(obituary(2));
    assertThat(tasks).hasSize(1);
    assertThat(told).as("not on the thread that it happens on").isEmpty();

    tasks.get(0).run();
    assertThat(told).containsExactly("1", "2");

    events.workerLost(obituary(3));
    assertThat(tasks).hasSize(2);
  }

  @Test
  void whatAListenerThrowsKeepsNothingFromTheOthersNorFromTheNext() {
    SnakepitListener throwing =
        new SnakepitListener() {
          @Override
          public void onWorkerLost(String pool, Obituary obituary) {
            PoolEventsTest.<RuntimeException>throwUnchecked(new IOException("of this test"));
          }
        };
    PoolEvents both = new PoolEvents("p", List.of(throwing, listener), tasks::add);
    both.workerLost(obituary(1));
    both.workerLost(obituary(2));

    tasks.get(0).run();

    assertThat(told).containsExactly("1", "2");
  }

  /** As languages without checked exceptions do. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwUnchecked(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void ofTooManyTheOldestAreLeftOut() {
    IntStream.rangeClosed(1, 103).forEach(number -> events.workerLost(obituary(number)));

    tasks.get(0).run();

    assertThat(told).hasSize(100).startsWith("4").endsWith("103");
  }

  @Test
  void theWorkersOfAChangeAreOneEventHoweverManyThereAre() {
    List<WorkerStatus> workers =
        IntStream.rangeClosed(1, 250).mapToObj(PoolEventsTest::ready).toList();
    events.workerLost(obituary(0));
    events.workersReady(workers);

    tasks.get(0).run();

    assertThat(told).hasSize(251).startsWith("0", "ready 1").endsWith("ready 250");
  }

  @Test
  void anOutageIsToldOnceHoweverOftenItIsLookedAt() {
    events.outageChanged(Optional::empty);
    events.outageChanged(PoolEventsTest::outage);
    events.outageChanged(PoolEventsTest::outage);
    events.outageChanged(Optional::empty);
    events.outageChanged(Optional::empty);

    tasks.get(0).run();

    assertThat(told).containsExactly("out", "back");
  }

  @Test
  void withoutListenersNothingIsDone() {
    new PoolEvents("p", List.of(), tasks::add).workerLost(obituary(1));

    assertThat(tasks).isEmpty();
  }

  private static Optional<SnakepitException> outage() {
    return Optional.of(new PoolClosedException("out"));
  }

  private static WorkerStatus ready(int number) {
    return new WorkerStatus(
        Integer.toString(number),
        1,
        "fake",
        "fake",
        OptionalLong.empty(),
        WorkerState.IDLE,
        List.of(),
        0,
        Duration.ZERO,
        OptionalLong.empty(),
        List.of());
  }

  private static Obituary obituary(int number) {
    return new Obituary(
        Integer.toString(number),
        "is gone",
        OptionalInt.empty(),
        null,
        List.of(),
        List.of(),
        Duration.ZERO,
        0,
        OptionalLong.empty());
  }
}
