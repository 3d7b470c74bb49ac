package io.snakepit.core.pool;

import io.snakepit.api.SnakepitException;
import io.snakepit.core.call.PendingCall;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a pool, for whoever counts or reports it. Called where it happens: must be quick
 * and must not throw.
 */
interface PoolListener {

  default void callAccepted(PendingCall call) {}

  default void callRefused(PendingCall call) {}

  default void callRetried(PendingCall call) {}

  default void callEnded(PendingCall call, @Nullable SnakepitException failure) {}

  default void workerStarted(PooledWorker worker) {}

  default void workerLost(PooledWorker worker) {}
}
