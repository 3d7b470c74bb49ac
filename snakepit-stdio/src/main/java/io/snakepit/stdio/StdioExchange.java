package io.snakepit.stdio;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.wire.WireException;
import io.snakepit.wire.WireExchange;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** One call in frames. */
final class StdioExchange extends WireExchange {

  private final Connection connection;
  private final AtomicBoolean unattended = new AtomicBoolean();

  /** Where this call's CALL frame ends in the output. */
  private volatile long sentUpTo;

  StdioExchange(CallHead head, ExchangeListener listener, Connection connection) {
    super(head, listener, connection);
    this.connection = connection;
  }

  @Override
  protected void sendCredit(int items) {
    byte[] field = ByteBuffer.allocate(4).putInt(items).array();
    connection.send(FrameEncoder.withHead(FrameKind.CREDIT, id(), field));
  }

  @Override
  protected void sendCancel(boolean running) {
    OutgoingFrame frame = FrameEncoder.bare(FrameKind.CANCEL, id());
    connection.send(running ? frame.whenWritten(connection::nudge) : frame);
  }

  @Override
  public boolean drive(long nanos) {
    return connection.drive(this, nanos);
  }

  void sentUpTo(long place) {
    sentUpTo = place;
  }

  long sentUpTo() {
    return sentUpTo;
  }

  /**
   * Notes whether somebody drives.
   *
   * @return whether that is a change
   */
  boolean markUnattended(boolean value) {
    return unattended.compareAndSet(!value, value);
  }

  /** Takes a frame of this call. */
  void accept(Frame frame) throws WireException {
    boolean settled = frame.has(Flags.SETTLED);
    switch (frame.kind()) {
      case STARTED -> started();
      case ITEM -> item(frame.payload(), frame.has(Flags.LAST), settled);
      case END -> end(settled);
      case FAILURE -> failure(frame.payload(), frame.has(Flags.WITHDRAWN), settled);
      case SETTLED -> settled();
      case HOST_CALL -> hostCall(HostCallReader.read(frame, this, connection));
      case PROGRESS -> progress(frame.payload());
      case HELLO_OFFER,
          CALL,
          CREDIT,
          CANCEL,
          HOST_REPLY,
          PROBE,
          STOP,
          MEMORY_ANSWER,
          HELLO_ANSWER,
          LOG,
          PROBE_REPLY,
          MEMORY_OFFER ->
          throw damage("a frame " + frame.kind());
    }
  }
}
