package io.snakepit.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.CallOutcome;
import io.snakepit.api.NestedCallException;
import io.snakepit.core.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is measured of a call, by a clock that is set. */
class CallHistoryTest {

  private final Timer timer = mock(Timer.class);
  private final CallSpec spec = mock(CallSpec.class);
  private final List<CallOutcome> told = new ArrayList<>();

  @BeforeEach
  void describe() {
    when(spec.tool()).thenReturn("add");
    when(spec.metadata()).thenReturn(Map.of());
  }

  @Test
  void itWaitsUntilItsFirstWorkerAndTakesUntilItsOutcome() {
    CallHistory history = begunAt(100);
    at(103);
    history.given("first");
    at(110);
    history.given("second");
    at(125);
    history.ended(null);
    at(200);

    CallOutcome outcome = toldOf(history);

    assertThat(outcome.waited()).isEqualTo(Duration.ofNanos(3));
    assertThat(outcome.took()).isEqualTo(Duration.ofNanos(25));
    assertThat(outcome.attempts()).isEqualTo(2);
    assertThat(outcome.worker()).contains("second");
    assertThat(outcome.failure()).isEmpty();
  }

  @Test
  void oneThatNoWorkerHadWaitsAllTheTime() {
    CallHistory history = begunAt(-5);
    at(2);
    history.ended(new NestedCallException("no"));

    CallOutcome outcome = toldOf(history);

    assertThat(outcome.waited()).isEqualTo(Duration.ofNanos(7));
    assertThat(outcome.took()).isEqualTo(Duration.ofNanos(7));
    assertThat(outcome.worker()).isEmpty();
    assertThat(outcome.failure()).isPresent();
  }

  @Test
  void aWorkerThatComesTooLateChangesNothing() {
    CallHistory history = begunAt(0);
    at(4);
    history.ended(null);
    at(9);
    history.given("late");

    CallOutcome outcome = toldOf(history);

    assertThat(outcome.worker()).isEmpty();
    assertThat(outcome.attempts()).isZero();
    assertThat(outcome.waited()).isEqualTo(Duration.ofNanos(4));
  }

  @Test
  void itIsToldOnceAndNotBeforeItsOutcome() {
    CallHistory history = begunAt(0);
    history.report();
    assertThat(told).isEmpty();

    history.ended(null);
    history.report();
    history.report();
    assertThat(told).hasSize(1);
  }

  private CallHistory begunAt(long nanos) {
    at(nanos);
    return new CallHistory(spec, timer, told::add);
  }

  private CallOutcome toldOf(CallHistory history) {
    history.report();
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  private void at(long nanos) {
    when(timer.nanoTime()).thenReturn(nanos);
  }
}
