package io.snakepit.spi;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apiguardian.api.API;

/**
 * A connected worker. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Worker {

  /**
   * What it said in its hello. Asked for once, within the start budget; MUST return at once.
   *
   * @return the same value each time
   */
  WorkerInfo info();

  /**
   * Begins a call. MUST NOT throw for a worker that is gone or for arguments that are too large:
   * those are outcomes. MAY write on the calling thread, but MUST NOT wait for a worker that
   * doesn't read. A {@link Failure.Kind#LOST} that is delivered on the calling thread before this
   * method returns, without {@code onStarted}, says that the call never reached the worker: it may
   * be given to another.
   *
   * @param head what to call
   * @param arguments its encoded arguments; MUST NOT be changed
   * @param listener receives the signals of this exchange, possibly before this method returns
   * @return the exchange
   */
  Exchange begin(CallHead head, Payload arguments, ExchangeListener listener);

  /**
   * Asks for a sign of life. A worker that is busy MAY answer late. A pool asks workers that have
   * been idle for ten seconds, and ends one that gives none for a minute. Called without a lock
   * held, by a thread that MUST NOT be made to wait.
   *
   * @return completes with the answer, or fails when the worker is gone
   */
  CompletionStage<Void> probe();

  /**
   * Ends the worker: it is asked to exit, and forced to when the grace has passed; a zero grace
   * forces it at once. Returns without waiting; exchanges that are still open then fail, and {@link
   * #lost()} completes. Idempotent; a shorter grace wins.
   *
   * @param grace how long it may take, not negative
   */
  void stop(Duration grace);

  /**
   * Completes when the worker is gone, for whatever reason, after all its exchanges have failed and
   * settled. Never fails. Asked for once, after {@link #info}, and MUST return at once. Where it
   * doesn't complete although the process is gone, or the grace of {@link #stop} has passed, the
   * core takes the worker for gone ten seconds later; exchanges that are still open when the worker
   * is gone fail and settle all the same.
   *
   * @return the same stage each time
   */
  CompletionStage<WorkerLoss> lost();
}
