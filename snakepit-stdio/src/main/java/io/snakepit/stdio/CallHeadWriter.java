package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snakepit.spi.CallHead;
import io.snakepit.wire.FrameTooLargeException;
import java.nio.ByteBuffer;
import java.util.Map;

/** Writes the head of a CALL frame. */
final class CallHeadWriter {

  private static final int FIXED = 8 + 8 + 4 + 2 + 2 + 2;
  private static final int MOST = 0xFFFF;

  private CallHeadWriter() {}

  static byte[] write(CallHead head) throws FrameTooLargeException {
    byte[] tool = text("the tool's name", head.tool());
    byte[] session = text("the session's key", head.session());
    byte[][] pairs = pairs(head.metadata());
    int size = FIXED + tool.length + session.length;
    for (byte[] text : pairs) {
      size += 2 + text.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putLong(head.parent()).putLong(head.budgetMicros()).putInt(head.credit());
    out.putShort((short) tool.length).putShort((short) session.length);
    out.putShort((short) head.metadata().size()).put(tool).put(session);
    for (byte[] text : pairs) {
      out.putShort((short) text.length).put(text);
    }
    return out.array();
  }

  static int flags(CallHead head) {
    return (head.stream() ? Flags.STREAM : 0) | (head.announce() ? Flags.ANNOUNCE : 0);
  }

  /** Keys and values by turns. */
  private static byte[][] pairs(Map<String, String> metadata) throws FrameTooLargeException {
    check("the number of metadata pairs", metadata.size());
    byte[][] texts = new byte[2 * metadata.size()][];
    int next = 0;
    for (Map.Entry<String, String> pair : metadata.entrySet()) {
      texts[next++] = text("a metadata key", pair.getKey());
      texts[next++] = text("a metadata value", pair.getValue());
    }
    return texts;
  }

  private static byte[] text(String what, String text) throws FrameTooLargeException {
    byte[] bytes = text.getBytes(UTF_8);
    check(what, bytes.length);
    return bytes;
  }

  private static void check(String what, int size) throws FrameTooLargeException {
    if (size > MOST) {
      throw new FrameTooLargeException(what, size, MOST, "a bound of the wire");
    }
  }
}
