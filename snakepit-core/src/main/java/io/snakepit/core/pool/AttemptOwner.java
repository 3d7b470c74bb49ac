package io.snakepit.core.pool;

import io.snakepit.api.Capability;
import io.snakepit.api.SnakepitException;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import org.jspecify.annotations.Nullable;

/** What becomes of an attempt is decided here. */
interface AttemptOwner {

  /** A call is taken. Told under the dispatcher's lock, before anything can become of it. */
  void accepted(PendingCall call);

  /** A call isn't taken; it is told next. */
  void refused(PendingCall call);

  /** The worker runs none of its code any more. */
  void settled(WorkerAttempt attempt);

  /** It failed, for its own reasons or because of its worker. */
  void failed(WorkerAttempt attempt, Failure failure);

  /** Its code calls a host tool. */
  void hostCall(WorkerAttempt attempt, HostRequest request, HostCallSet open);

  /** Sees to it that an abandoned attempt doesn't run for ever. */
  @Nullable Scheduled afterGrace(WorkerAttempt attempt);

  /** A worker that is to go has nothing left to do. */
  void vacated(PooledWorker worker);

  /** A session's state is to be rebuilt. */
  void restore(SessionRestoration restoration);

  /** The error for a call that a generation can't carry. */
  SnakepitException unsupported(Capability capability, Generation generation);

  /** The pool's clock. */
  Timer timer();
}
