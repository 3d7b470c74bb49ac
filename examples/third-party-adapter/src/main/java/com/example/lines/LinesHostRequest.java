package com.example.lines;

import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;

/** A call from the worker to a host tool, and the way to answer it. */
final class LinesHostRequest implements HostRequest {

  private final Message message;
  private final long id;
  private final LinesExchange exchange;
  private final Outbox outbox;
  private final long limit;

  LinesHostRequest(Message message, LinesExchange exchange, Outbox outbox, long limit)
      throws DamageException {
    this.message = message;
    this.id = message.number("host");
    this.exchange = exchange;
    this.outbox = outbox;
    this.limit = limit;
  }

  @Override
  public String tool() {
    return message.text("tool");
  }

  @Override
  public Payload arguments() {
    return message.payload();
  }

  @Override
  public void reply(Payload result) {
    answer(result, 0);
  }

  @Override
  public void fail(Payload error) {
    answer(error, 1);
  }

  private void answer(Payload payload, int failed) {
    if (exchange.hasSettled()) {
      return; // too late: nobody waits for it
    }
    if (payload.size() > limit) {
      String text = "the answer of " + tool() + " has more than " + limit + " bytes";
      exchange.overrule(Failure.of(Failure.Kind.TOO_LARGE, text, null));
      return;
    }
    outbox.send(
        Message.of("reply")
            .with("id", exchange.id())
            .with("host", id)
            .with("failed", failed)
            .with(payload));
  }
}
