package io.snakepit.wire;

import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a listener throws from the thread that reads. To throw breaks the listener's contract,
 * but neither its own later signals nor the worker's other exchanges are to suffer for it.
 */
final class GuardedListener implements ExchangeListener {

  private static final Logger LOGGER = LoggerFactory.getLogger(GuardedListener.class);

  private final ExchangeListener listener;

  GuardedListener(ExchangeListener listener) {
    this.listener = listener;
  }

  @Override
  public void onStarted() {
    guard(listener::onStarted);
  }

  @Override
  public void onItem(Payload item) {
    guard(() -> listener.onItem(item));
  }

  @Override
  public void onHostCall(HostRequest request) {
    guard(() -> listener.onHostCall(request));
  }

  @Override
  public void onProgress(Payload progress) {
    guard(() -> listener.onProgress(progress));
  }

  @Override
  public void onComplete() {
    guard(listener::onComplete);
  }

  @Override
  public void onFailure(Failure failure) {
    guard(() -> listener.onFailure(failure));
  }

  @Override
  public void onSettled() {
    guard(listener::onSettled);
  }

  private static void guard(Runnable signal) {
    try {
      signal.run();
    } catch (RuntimeException e) {
      LOGGER.error("the listener of an exchange threw", e);
    }
  }
}
