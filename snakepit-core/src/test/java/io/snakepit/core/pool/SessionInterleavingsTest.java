package io.snakepit.core.pool;

import static org.mockito.Mockito.mock;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.SessionException;
import io.snakepit.core.call.CallControl;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.call.UnaryCall;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Payload;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session, however those that use it and who looks for idle ones interleave (S10). */
@Tag("interleavings")
class SessionInterleavingsTest {

  private static final int INTERLEAVINGS = 500;
  private static final DefaultPool POOL = mock(DefaultPool.class);
  private static final PoolErrors ERRORS = new PoolErrors("p", PoolConfig.builder().build());
  private static final PendingCall CALL =
      UnaryCall.internal(
          new CallSpec(
              "add",
              Payload.EMPTY,
              mock(Codec.class),
              false,
              null,
              Map.of(),
              false,
              null,
              null,
              Timer.NEVER,
              Duration.ZERO,
              Timer.NEVER,
              null),
          mock(CallControl.class));

  @Test
  void oneThatHasTakenACallIsNotClosedForBeingIdle() {
    Lincheck.runConcurrentTest(
        INTERLEAVINGS,
        () -> {
          PooledSession session = new PooledSession("a", POOL, ERRORS);
          session.idleFor(0);
          AtomicBoolean taken = new AtomicBoolean();
          Thread caller = new Thread(() -> taken.set(takesCall(session)));
          caller.start();
          session.expire();
          join(caller);
          if (taken.get() == session.isExpired()) {
            throw new AssertionError(
                "call taken: " + taken + ", session closed: " + session.isExpired());
          }
        });
  }

  private static boolean takesCall(PooledSession session) {
    try {
      session.check(CALL, null);
      return true;
    } catch (SessionException expired) {
      return false;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
