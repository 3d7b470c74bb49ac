package io.snakepit.core.pool;

import io.snakepit.api.SnakepitException;
import io.snakepit.core.call.PendingCall;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls are taken, and whether they may wait. Guarded by the dispatcher's lock.
 *
 * <p>A pool that is closing refuses new calls and lets those that wait go on; one that is broken or
 * closed is hopeless, and nothing may wait in it.
 */
final class Admission {

  private Function<PendingCall, @Nullable SnakepitException> refusal = call -> null;
  private @Nullable Function<PendingCall, SnakepitException> hopeless;
  private boolean closed;

  /** From now on asks this for each new call: an error refuses it. */
  void refuse(Function<PendingCall, @Nullable SnakepitException> rule) {
    refusal = rule;
  }

  /** From now on nothing may wait; {@code forGood} says that this won't change any more. */
  void giveUp(Function<PendingCall, SnakepitException> why, boolean forGood) {
    hopeless = why;
    closed = forGood;
  }

  /** Calls may wait again, unless it is closed. */
  void hopeAgain() {
    if (!closed) {
      hopeless = null;
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Why a new call isn't taken. */
  @Nullable SnakepitException refusalOf(PendingCall call) {
    SnakepitException refused = refusal.apply(call);
    return refused != null ? refused : hopelessnessOf(call);
  }

  /** Why a call that was taken can't go on waiting. */
  @Nullable SnakepitException hopelessnessOf(PendingCall call) {
    return hopeless == null ? null : hopeless.apply(call);
  }
}
