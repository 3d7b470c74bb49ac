package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** A HOST_CALL and the way to answer it. */
final class HostReply implements HostRequest {

  private static final int FIXED = 8 + 2;

  private final long id;
  private final String tool;
  private final Payload arguments;
  private final StdioExchange exchange;
  private final Connection connection;
  private final AtomicBoolean answered = new AtomicBoolean();

  private HostReply(
      long id, String tool, Payload arguments, StdioExchange exchange, Connection connection) {
    this.id = id;
    this.tool = tool;
    this.arguments = arguments;
    this.exchange = exchange;
    this.connection = connection;
  }

  static HostReply read(Frame frame, StdioExchange exchange, Connection connection)
      throws WireException {
    ByteBuffer body = frame.payload().body();
    if (body.remaining() < FIXED) {
      throw new WireException("a HOST_CALL without its head");
    }
    long id = body.getLong();
    int length = Short.toUnsignedInt(body.getShort());
    if (length > body.remaining()) {
      throw new WireException("a HOST_CALL whose name is cut short");
    }
    String tool = UTF_8.decode(body.slice(body.position(), length)).toString();
    ByteBuffer rest = body.position(body.position() + length).slice();
    Payload arguments = new Payload(rest, frame.payload().attachments());
    return new HostReply(id, tool, arguments, exchange, connection);
  }

  @Override
  public String tool() {
    return tool;
  }

  @Override
  public Payload arguments() {
    return arguments;
  }

  @Override
  public void reply(Payload result) {
    answer(0, result);
  }

  @Override
  public void fail(Payload error) {
    answer(Flags.FAILED, error);
  }

  /**
   * An answer beyond the frame limit ends the whole call: the error that would tell the worker is
   * in the core's form, so only the core, which should have looked at the size, could write it.
   */
  private void answer(int flags, Payload payload) {
    if (!answered.compareAndSet(false, true)) {
      throw new IllegalStateException("the host call " + tool + " has been answered already");
    }
    if (exchange.hasSettled()) {
      return;
    }
    byte[] head = ByteBuffer.allocate(8).putLong(id).array();
    try {
      connection.send(
          connection.encoder().encode(FrameKind.HOST_REPLY, flags, exchange.id(), head, payload));
    } catch (FrameTooLargeException e) {
      String message = "the answer of the host tool " + tool + " can't be sent: " + e.getMessage();
      exchange.overrule(Failure.of(Failure.Kind.TOO_LARGE, message, e));
    }
  }
}
