package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import io.snakepit.wire.HostReply;
import io.snakepit.wire.WireException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Reads HOST_CALL frames. */
final class HostCallReader {

  private static final int FIXED = 8 + 2;

  private HostCallReader() {}

  static HostRequest read(Frame frame, StdioExchange exchange, Connection connection)
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
    String tool = name(body.slice(body.position(), length));
    ByteBuffer rest = body.position(body.position() + length).slice();
    Payload arguments = new Payload(rest, frame.payload().attachments());
    byte[] head = ByteBuffer.allocate(8).putLong(id).array();
    return new HostReply(
        exchange,
        tool,
        arguments,
        (failed, answer) ->
            connection.sendHostReply(exchange.id(), head, failed ? Flags.FAILED : 0, answer));
  }

  private static String name(ByteBuffer text) throws WireException {
    try {
      return UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException notText) {
      throw new WireException("a HOST_CALL whose name isn't UTF-8", notText);
    }
  }
}
