package io.snakepit.spi;

import org.apiguardian.api.API;

/**
 * Receives the signals of one exchange, one at a time: {@code onStarted? (onItem | onHostCall |
 * onProgress)* (onComplete | onFailure) onSettled}; host calls and progress may also come between
 * the outcome and {@code onSettled}. Implemented by the core; doesn't block and doesn't throw.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface ExchangeListener {

  /**
   * User code is about to run. Required for calls begun with {@code announce}, optional for others.
   */
  default void onStarted() {}

  /**
   * An item; exactly one before {@code onComplete} for a call that isn't a stream.
   *
   * @param item the encoded value
   */
  void onItem(Payload item);

  /**
   * The call's code calls the JVM.
   *
   * @param request what it asks, and the way to answer
   */
  void onHostCall(HostRequest request);

  /**
   * The call's code reports progress.
   *
   * @param progress in the core's own form
   */
  void onProgress(Payload progress);

  /** The outcome: the end, after all items. */
  void onComplete();

  /**
   * The outcome: failure.
   *
   * @param failure why
   */
  void onFailure(Failure failure);

  /** The worker runs none of the call's code any more. */
  void onSettled();
}
