package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.SessionException;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.time.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;

/** Which sessions are let go, by a clock that is turned by hand. */
class OpenSessionsTest {

  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final Duration ROUND = Duration.ofMinutes(1);

  private final ManualTimer timer = new ManualTimer();
  private final Dispatcher dispatcher = mock(Dispatcher.class);
  private final List<PooledSession> ended = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private Executor executor = Runnable::run;
  private OpenSessions open;

  private OpenSessions sessions(Duration idle) {
    doAnswer(
            asked -> {
              Object answer = asked.<Supplier<?>>getArgument(0).get();
              meanwhile.run();
              return answer;
            })
        .when(dispatcher)
        .locked(ArgumentMatchers.<Supplier<Object>>any());
    OpenSessions sessions = new OpenSessions(dispatcher, idle, timer, this::end, executor);
    sessions.watch();
    open = sessions;
    return sessions;
  }

  private void end(PooledSession session) {
    ended.add(session);
    open.remove(session);
  }

  private static PooledSession open(OpenSessions sessions, String key) {
    return sessions.of(key, OpenSessionsTest::make);
  }

  private static PooledSession make(String key) {
    return new PooledSession(
        key, mock(DefaultPool.class), new PoolErrors("p", PoolConfig.builder().build()));
  }

  @Test
  void oneThatNobodyUsesIsLetGo() {
    OpenSessions sessions = sessions(LIMIT);
    PooledSession session = open(sessions, "a");
    timer.turn(LIMIT);
    assertThat(ended).isEmpty();
    timer.turn(ROUND.multipliedBy(2));
    assertThat(ended).containsExactly(session);
    assertThat(open(sessions, "a")).isNotSameAs(session);
  }

  @Test
  void askingForItIsUse() {
    OpenSessions sessions = sessions(LIMIT);
    PooledSession session = open(sessions, "a");
    for (int i = 0; i < 10; i++) {
      timer.turn(LIMIT.dividedBy(2));
      assertThat(open(sessions, "a")).isSameAs(session);
    }
    assertThat(ended).isEmpty();
  }

  @Test
  void oneThatIsAskedForWhileItIsLookedAtStays() {
    OpenSessions sessions = sessions(LIMIT);
    PooledSession session = open(sessions, "a");
    timer.turn(LIMIT);
    meanwhile = () -> open(sessions, "a");
    timer.turn(ROUND.multipliedBy(2));
    assertThat(ended).isEmpty();
    assertThat(open(sessions, "a")).isSameAs(session);
  }

  @Test
  void theNextOfItsKeyBeginsWhenItIsClosedAndNotBefore() {
    executor = never -> {};
    OpenSessions sessions = sessions(LIMIT);
    PooledSession session = open(sessions, "a");
    timer.turn(LIMIT.plus(ROUND.multipliedBy(2)));
    assertThat(ended).isEmpty();
    assertThat(open(sessions, "a")).isNotSameAs(session);
    assertThat(ended).containsExactly(session);
  }

  /** Its state may go at any moment: however busy the executor is, nobody is to build on it. */
  @Test
  void oneThatIsAboutToBeClosedTakesNoCall() {
    executor = later -> {};
    PooledSession session = open(sessions(LIMIT), "a");
    timer.turn(LIMIT.plus(ROUND.multipliedBy(2)));
    PendingCall call = mock(PendingCall.class);
    CallSpec spec = mock(CallSpec.class);
    when(call.spec()).thenReturn(spec);
    when(spec.tool()).thenReturn("add");

    assertThatThrownBy(() -> session.check(call, null))
        .isInstanceOf(SessionException.class)
        .hasMessageContaining("timeouts.session-idle");

    when(spec.isInternal()).thenReturn(true);
    session.check(call, null);
  }

  @Test
  void oneWhoseCallRunsIsNotIdle() {
    OpenSessions sessions = sessions(LIMIT);
    PooledSession session = open(sessions, "a");
    session.turn = mock(PendingCall.class);
    timer.turn(LIMIT.multipliedBy(3));
    assertThat(ended).isEmpty();
    session.turn = null;
    timer.turn(LIMIT.plus(ROUND));
    assertThat(ended).containsExactly(session);
  }

  @Test
  void withoutALimitNobodyLooks() {
    OpenSessions sessions = sessions(Duration.ZERO);
    PooledSession session = open(sessions, "a");
    assertThat(timer.isSet()).isFalse();
    assertThat(open(sessions, "a")).isSameAs(session);
  }

  @Test
  void whenThePoolIsClosedNobodyLooksAnyMore() {
    OpenSessions sessions = sessions(LIMIT);
    sessions.close();
    assertThat(timer.isSet()).isFalse();
    sessions.watch();
    assertThat(timer.isSet()).isFalse();
  }
}
