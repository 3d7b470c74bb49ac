package io.snakepit.grpc;

import io.snakepit.grpc.v1.Failure;
import io.snakepit.grpc.v1.HostCall;
import io.snakepit.grpc.v1.Item;
import io.snakepit.grpc.v1.Report;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.wire.HostReply;
import io.snakepit.wire.WireException;
import io.snakepit.wire.WireExchange;

/** One call in frames. */
final class GrpcExchange extends WireExchange {

  private final Connection connection;

  GrpcExchange(CallHead head, ExchangeListener listener, Connection connection) {
    super(head, listener, connection);
    this.connection = connection;
  }

  @Override
  protected void sendCredit(int items) {
    connection.send(Instructions.credit(id(), items));
  }

  @Override
  protected void sendCancel(boolean running) {
    if (running) {
      connection.sendAndInterrupt(Instructions.cancel(id()));
    } else {
      connection.send(Instructions.cancel(id()));
    }
  }

  /** Takes a frame of this call. */
  void accept(Report frame) throws WireException {
    switch (frame.getKindCase()) {
      case STARTED -> started();
      case ITEM -> {
        Item item = frame.getItem();
        item(contents().read(item.getValue()), item.getLast(), item.getSettled());
      }
      case END -> end(frame.getEnd().getSettled());
      case FAILURE -> {
        Failure failure = frame.getFailure();
        failure(contents().read(failure.getError()), failure.getWithdrawn(), failure.getSettled());
      }
      case SETTLED -> settled();
      case HOST_CALL -> onHostCall(frame.getHostCall());
      case PROGRESS -> progress(contents().read(frame.getProgress().getProgress()));
      case HELLO, LOG, PROBE_REPLY, MEMORY_OFFER, KIND_NOT_SET ->
          throw damage("a frame " + frame.getKindCase());
    }
  }

  private Contents contents() {
    return connection.contents();
  }

  private void onHostCall(HostCall call) throws WireException {
    hostCall(
        new HostReply(
            this,
            call.getTool(),
            contents().read(call.getArguments()),
            (failed, answer) ->
                connection.sendHostReply(id(), call.getHostCall(), failed, answer)));
  }
}
