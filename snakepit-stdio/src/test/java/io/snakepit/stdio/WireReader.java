package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;

/** Reads what the JVM sends, straight from the wire's document. */
final class WireReader {

  private final ReadableByteChannel channel;

  WireReader(ReadableByteChannel channel) {
    this.channel = channel;
  }

  Received read() throws IOException {
    ByteBuffer prefix = exactly(16);
    int length = prefix.getInt();
    int kind = Byte.toUnsignedInt(prefix.get());
    int flags = prefix.get();
    int attachments = Short.toUnsignedInt(prefix.getShort());
    long call = prefix.getLong();
    int left = length - 12 - 4 * attachments;
    ByteBuffer table = exactly(4 * attachments);
    List<Integer> sizes = new ArrayList<>();
    while (table.hasRemaining()) {
      sizes.add(table.getInt());
      left -= inFrame(sizes.get(sizes.size() - 1));
    }
    ByteBuffer content = exactly(left);
    List<byte[]> bytes = new ArrayList<>();
    for (int size : sizes) {
      bytes.add(exactly(inFrame(size)).array());
    }
    return new Received(kind, flags, call, content, sizes, bytes);
  }

  /** How many bytes of an attachment are in the frame: all, or its place in memory. */
  private static int inFrame(int size) {
    return size < 0 ? 8 : size;
  }

  private ByteBuffer exactly(int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }

  /** A frame from the JVM. */
  record Received(
      int kind,
      int flags,
      long call,
      ByteBuffer content,
      List<Integer> sizes,
      List<byte[]> attachments) {

    String text() {
      return UTF_8.decode(content.duplicate()).toString();
    }

    /** As {@code kind/call}. */
    String brief() {
      return String.format("%02x/%d", kind, call);
    }

    /** The content behind a CALL's head. */
    String arguments() {
      ByteBuffer rest = content.duplicate();
      rest.position(20);
      int texts = rest.getShort() + rest.getShort();
      int pairs = rest.getShort();
      rest.position(rest.position() + texts);
      for (int i = 0; i < 2 * pairs; i++) {
        int size = rest.getShort();
        rest.position(rest.position() + size);
      }
      return UTF_8.decode(rest).toString();
    }
  }
}
