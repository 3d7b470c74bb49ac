package io.snakepit.core.pool;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.snakepit.core.time.Timer;
import io.snakepit.spi.Worker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounds through the workers, by a clock that is turned by hand. */
class SignsOfLifeTest {

  private final Timer timer = mock(Timer.class);
  private final Worker adapters = mock(Worker.class);
  private final PooledWorker worker = mock(PooledWorker.class);
  private final CompletableFuture<Void> answer = new CompletableFuture<>();
  private final SignsOfLife signs = new SignsOfLife(timer);
  private Duration now = Duration.ZERO;

  @BeforeEach
  void beIdle() {
    when(worker.isIdle()).thenReturn(true);
    when(worker.spi()).thenReturn(adapters);
    when(adapters.probe()).thenReturn(answer);
    signs.look(List.of(worker));
  }

  @Test
  void oneThatIsIdleForLongIsAskedNowAndThen() {
    answer.complete(null);
    after(SignsOfLife.EVERY.minusNanos(1));
    verify(adapters, never()).probe();

    after(Duration.ofNanos(1));
    after(SignsOfLife.EVERY);
    after(SignsOfLife.EVERY);

    verify(adapters, times(3)).probe();
    verifyItLives();
  }

  @Test
  void oneThatDoesNotAnswerIsKilled() {
    after(SignsOfLife.EVERY);
    after(SignsOfLife.PATIENCE.minusNanos(1));
    verifyItLives();

    after(Duration.ofNanos(1));

    verify(worker).kill(contains("no sign of life for 60 s"), any());
    verify(adapters).probe();
  }

  @Test
  void oneIsNotKilledForATimeInWhichItsJvmStoodStill() {
    after(SignsOfLife.EVERY);
    now = now.plus(SignsOfLife.PATIENCE); // both were stopped, say, and its answer is still unread
    after(Duration.ofSeconds(1));
    verifyItLives();

    after(SignsOfLife.PATIENCE);

    verify(worker).kill(contains("no sign of life"), any());
  }

  @Test
  void oneThatIsGivenACallMeanwhileAnswersByThat() {
    after(SignsOfLife.EVERY);
    when(worker.isIdle()).thenReturn(false);
    after(SignsOfLife.PATIENCE);
    when(worker.isIdle()).thenReturn(true);
    after(Duration.ofSeconds(1));

    verifyItLives();
  }

  @Test
  void oneThatHasServedACallBetweenTwoLooksAnswersByThat() {
    after(SignsOfLife.EVERY);
    when(worker.calls()).thenReturn(1L);

    after(SignsOfLife.PATIENCE);

    verifyItLives();
  }

  @Test
  void oneThatIsGoneIsForgotten() {
    after(SignsOfLife.EVERY);
    signs.look(List.of());

    after(SignsOfLife.PATIENCE);

    verifyItLives();
  }

  static List<Throwable> whyAnAdapterCanNotAsk() {
    return List.of(
        new UnsupportedOperationException("not here"),
        new AbstractMethodError("built with another version"));
  }

  @ParameterizedTest
  @MethodSource("whyAnAdapterCanNotAsk")
  void oneWhoseAdapterCanNotAskLives(Throwable why) {
    when(adapters.probe()).thenThrow(why);

    after(SignsOfLife.EVERY);
    after(SignsOfLife.PATIENCE);

    verifyItLives();
  }

  /** Looks every second, as the housekeeper does. */
  private void after(Duration time) {
    Duration end = now.plus(time);
    while (now.compareTo(end) < 0) {
      Duration next = now.plusSeconds(1);
      now = next.compareTo(end) < 0 ? next : end;
      when(timer.nanoTime()).thenReturn(now.toNanos());
      signs.look(List.of(worker));
    }
  }

  private void verifyItLives() {
    verify(worker, never()).kill(any(), any());
  }
}
