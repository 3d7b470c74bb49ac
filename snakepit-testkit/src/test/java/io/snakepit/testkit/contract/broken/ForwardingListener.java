package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;

/** Passes every signal on. */
class ForwardingListener implements ExchangeListener {

  private final ExchangeListener to;

  ForwardingListener(ExchangeListener to) {
    this.to = to;
  }

  @Override
  public void onStarted() {
    to.onStarted();
  }

  @Override
  public void onItem(Payload item) {
    to.onItem(item);
  }

  @Override
  public void onHostCall(HostRequest request) {
    to.onHostCall(request);
  }

  @Override
  public void onProgress(Payload progress) {
    to.onProgress(progress);
  }

  @Override
  public void onComplete() {
    to.onComplete();
  }

  @Override
  public void onFailure(Failure failure) {
    to.onFailure(failure);
  }

  @Override
  public void onSettled() {
    to.onSettled();
  }
}
