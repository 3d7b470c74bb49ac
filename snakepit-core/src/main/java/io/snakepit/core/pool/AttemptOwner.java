package io.snakepit.core.pool;

import io.snakepit.core.call.PendingCall;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import org.jspecify.annotations.Nullable;

/** What becomes of an attempt is decided here. */
interface AttemptOwner {

  /** A call is taken. Told under the dispatcher's lock, before anything can become of it. */
  void accepted(PendingCall call);

  /** The worker runs none of its code any more. */
  void settled(WorkerAttempt attempt);

  /** It failed, for its own reasons or because of its worker. */
  void failed(WorkerAttempt attempt, Failure failure);

  /** Its code calls a host tool. */
  void hostCall(WorkerAttempt attempt, HostRequest request, HostCallSet open);

  /** Sees to it that an abandoned attempt doesn't run for ever. */
  @Nullable Scheduled afterGrace(WorkerAttempt attempt);

  /** The pool's clock. */
  Timer timer();
}
