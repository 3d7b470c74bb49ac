package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Lays out frames of a worker, straight from the wire's document and not by the code under test.
 */
final class WireWriter {

  private WireWriter() {}

  static byte[] frame(int kind, int flags, long call, byte[] content, byte[]... attachments) {
    int size = 12 + 4 * attachments.length + content.length;
    for (byte[] attachment : attachments) {
      size += attachment.length;
    }
    ByteBuffer out = ByteBuffer.allocate(4 + size);
    out.putInt(size).put((byte) kind).put((byte) flags);
    out.putShort((short) attachments.length).putLong(call);
    for (byte[] attachment : attachments) {
      out.putInt(attachment.length);
    }
    out.put(content);
    for (byte[] attachment : attachments) {
      out.put(attachment);
    }
    return out.array();
  }

  static byte[] frame(int kind, int flags, long call, String content) {
    return frame(kind, flags, call, content.getBytes(UTF_8));
  }

  static byte[] hello(String answer) {
    return frame(0x81, 0, 0, "SNKP\0\1\0\0" + answer);
  }

  static byte[] started(long call) {
    return frame(0x82, 0, call, "");
  }

  /** An item that isn't the last. */
  static byte[] item(long call, String value) {
    return frame(0x83, 0, call, value);
  }

  /** The last item, with which the call settles. */
  static byte[] result(long call, String value) {
    return frame(0x83, 1 | 2, call, value);
  }

  static byte[] end(long call) {
    return frame(0x84, 2, call, "");
  }

  static byte[] failure(long call, String error) {
    return frame(0x85, 2, call, error);
  }

  static byte[] withdrawn(long call) {
    return frame(0x85, 2 | 4, call, "");
  }

  static byte[] settled(long call) {
    return frame(0x86, 0, call, "");
  }

  static byte[] hostCall(long call, long id, String tool, String arguments) {
    byte[] name = tool.getBytes(UTF_8);
    byte[] rest = arguments.getBytes(UTF_8);
    ByteBuffer content = ByteBuffer.allocate(8 + 2 + name.length + rest.length);
    content.putLong(id).putShort((short) name.length).put(name).put(rest);
    return frame(0x87, 0, call, content.array());
  }

  static byte[] progress(long call, String progress) {
    return frame(0x88, 0, call, progress);
  }

  static byte[] log(long call, String record) {
    return frame(0x89, 0, call, record);
  }

  static byte[] probeReply(long call) {
    return frame(0x8A, 0, call, "");
  }

  /** Several frames in one piece. */
  static byte[] batch(byte[]... frames) {
    ByteBuffer all = ByteBuffer.allocate(List.of(frames).stream().mapToInt(f -> f.length).sum());
    for (byte[] frame : frames) {
      all.put(frame);
    }
    return all.array();
  }
}
