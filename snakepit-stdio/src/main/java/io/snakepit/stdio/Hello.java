package io.snakepit.stdio;

import io.snakepit.spi.Payload;
import io.snakepit.wire.FrameTooLargeException;
import io.snakepit.wire.Sharing;
import io.snakepit.wire.WireException;
import java.nio.ByteBuffer;
import java.util.List;

/** The frames that open a connection: a preamble that tells the wire and its version, then JSON. */
final class Hello {

  /** The frame limit while the one to be used isn't known yet. */
  static final int FRAME_LIMIT = 1 << 20;

  private static final int MAGIC = 0x534E_4B50;
  private static final short VERSION = 1;
  private static final int PREAMBLE = 8;

  private Hello() {}

  static OutgoingFrame offer(ByteBuffer offer) throws FrameTooLargeException {
    ByteBuffer head = ByteBuffer.allocate(PREAMBLE);
    head.putInt(MAGIC).putShort(VERSION).putShort((short) 0);
    Payload payload = new Payload(offer, List.of());
    return new FrameEncoder(FRAME_LIMIT, "a bound of the wire", Sharing.none())
        .encode(FrameKind.HELLO_OFFER, 0, 0, head.array(), payload);
  }

  /** What follows the preamble of the answer. */
  static ByteBuffer answer(Frame frame) throws WireException {
    ByteBuffer body = frame.payload().body();
    if (body.remaining() < PREAMBLE || body.getInt() != MAGIC) {
      throw new WireException("a hello that doesn't begin with SNKP: is it of another wire?");
    }
    short version = body.getShort();
    if (version != VERSION) {
      throw new WireException(
          "a hello of version " + Short.toUnsignedInt(version) + ", not " + VERSION);
    }
    if (frame.call() != 0) {
      throw new WireException("a hello of call " + Long.toUnsignedString(frame.call()) + ", not 0");
    }
    if (!frame.payload().attachments().isEmpty()) {
      throw new WireException("a hello with attachments");
    }
    return body.position(PREAMBLE).slice();
  }
}
