package io.snakepit.grpc;

import io.snakepit.grpc.v1.HostCall;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.util.concurrent.atomic.AtomicBoolean;

/** A host call and the way to answer it. */
final class HostReplyOnce implements HostRequest {

  private final HostCall call;
  private final Payload arguments;
  private final GrpcExchange exchange;
  private final Connection connection;
  private final AtomicBoolean answered = new AtomicBoolean();

  HostReplyOnce(HostCall call, GrpcExchange exchange, Connection connection) {
    this.call = call;
    this.arguments = Contents.read(call.getArguments());
    this.exchange = exchange;
    this.connection = connection;
  }

  @Override
  public String tool() {
    return call.getTool();
  }

  @Override
  public Payload arguments() {
    return arguments;
  }

  @Override
  public void reply(Payload result) {
    answer(false, result);
  }

  @Override
  public void fail(Payload error) {
    answer(true, error);
  }

  /**
   * An answer beyond the frame limit ends the whole call: the error that would tell the worker is
   * in the core's form, so only the core, which should have looked at the size, could write it.
   */
  private void answer(boolean failed, Payload payload) {
    if (!answered.compareAndSet(false, true)) {
      throw new IllegalStateException("the host call " + tool() + " has been answered already");
    }
    if (exchange.hasSettled()) {
      return;
    }
    try {
      connection.send(
          connection.instructions().hostReply(exchange.id(), call.getHostCall(), failed, payload));
    } catch (FrameTooLargeException e) {
      String message =
          "the answer of the host tool " + tool() + " can't be sent: " + e.getMessage();
      exchange.overrule(Failure.of(Failure.Kind.TOO_LARGE, message, e));
    }
  }
}
