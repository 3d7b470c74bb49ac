package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Exchange;

/** Passes everything on. */
class ForwardingExchange implements Exchange {

  private final Exchange to;

  ForwardingExchange(Exchange to) {
    this.to = to;
  }

  @Override
  public void request(long items) {
    to.request(items);
  }

  @Override
  public void cancel() {
    to.cancel();
  }
}
