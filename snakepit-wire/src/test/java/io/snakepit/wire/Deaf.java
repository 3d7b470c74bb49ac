package io.snakepit.wire;

import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;

/** For tests that look at the worker's side of a call. */
class Deaf implements ExchangeListener {

  @Override
  public void onItem(Payload item) {}

  @Override
  public void onHostCall(HostRequest request) {}

  @Override
  public void onProgress(Payload progress) {}

  @Override
  public void onComplete() {}

  @Override
  public void onFailure(Failure failure) {}

  @Override
  public void onSettled() {}
}
