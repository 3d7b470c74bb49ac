package io.snakepit.stdio;

import io.snakepit.spi.Payload;
import io.snakepit.wire.FirstBytes;
import io.snakepit.wire.Sharing;
import io.snakepit.wire.WireException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames, however the bytes are dealt out, and fetches what they have
 * in memory. It does no I/O. Not safe for use by several threads.
 *
 * <p>The body and each attachment get an array of exactly their size, filled straight from the
 * chunks: a large attachment is allocated once and its receiver may keep the array. Memory is taken
 * for one part at a time, so that a worker which announces much and sends little costs little.
 */
final class FrameDecoder {

  /** Bytes up to the attachment table. */
  static final int PREFIX = 16;

  /** What the length field doesn't count. */
  static final int LENGTH_FIELD = 4;

  /** In the attachment table: instead of the attachment its place in memory is in the frame. */
  static final int IN_MEMORY = 1 << 31;

  /** Bytes of such a place. */
  static final int PLACE = 8;

  private static final ByteBuffer NO_TABLE = ByteBuffer.allocate(0);

  private final ByteBuffer prefix = ByteBuffer.allocate(PREFIX);
  private final Sharing sharing;
  private int limit;
  private ByteBuffer table = NO_TABLE;

  /** Of each part, how much of it is in the frame. */
  private int[] lengths = {};

  private ByteBuffer[] parts = {};

  /** Whether {@link #parts} are being filled. */
  private boolean inContent;

  /** The part that is being filled: 0 is the body. */
  private int current;

  FrameDecoder(int limit, Sharing sharing) {
    this.limit = limit;
    this.sharing = sharing;
  }

  /** Changes how long a frame may be with all that it has in memory, from the next one on. */
  void limit(int value) {
    limit = value;
  }

  /**
   * Takes bytes until a frame is complete.
   *
   * @return the frame, or null when all the input has been taken and more is needed
   * @throws WireException when the bytes can't be frames; the decoder is of no use then
   */
  @Nullable Frame next(ByteBuffer input) throws WireException {
    if (prefix.hasRemaining() && !readPrefix(input)) {
      return null;
    }
    if (!inContent) {
      if (!fill(table, input)) {
        return null;
      }
      beginContent();
    }
    while (fill(parts[current], input)) {
      current++;
      if (current == parts.length) {
        return complete();
      }
      parts[current] = ByteBuffer.allocate(lengths[current]);
    }
    return null;
  }

  private boolean readPrefix(ByteBuffer input) throws WireException {
    boolean filled = fill(prefix, input);
    // The length is looked at before the rest of the prefix has come: text that isn't a frame may
    // be shorter than a prefix.
    if (prefix.position() >= LENGTH_FIELD) {
      long length = Integer.toUnsignedLong(prefix.getInt(0));
      if (length < PREFIX - LENGTH_FIELD) {
        throw new WireException(
            "a frame of " + length + " bytes, it has at least " + (PREFIX - LENGTH_FIELD));
      }
      if (length > limit) {
        throw new WireException(
            "a frame of " + length + " bytes, the limit is " + limit + textInstead());
      }
    }
    if (filled) {
      FrameKind kind = FrameKind.fromWorker(prefix.get(4));
      if (!kind.allows(flags())) {
        throw new WireException("a frame " + kind + " with the flags " + flags());
      }
      int attachments = Short.toUnsignedInt(prefix.getShort(6));
      if (attachments * 4L > contentLength()) {
        throw new WireException("an attachment table larger than its frame");
      }
      table = attachments == 0 ? NO_TABLE : ByteBuffer.allocate(attachments * 4);
    }
    return filled;
  }

  /** What to say when the length is more likely text: something was printed onto the wire. */
  private String textInstead() {
    FirstBytes text = new FirstBytes();
    text.add(prefix.duplicate().flip());
    return text.areText() ? "; it looks like text, " + text.describe() : "";
  }

  private void beginContent() throws WireException {
    table.flip();
    lengths = new int[1 + table.remaining() / 4];
    long body = (long) contentLength() - table.remaining();
    long whole = (long) contentLength() + (PREFIX - LENGTH_FIELD);
    for (int i = 1; i < lengths.length; i++) {
      int entry = table.getInt();
      lengths[i] = isInMemory(entry) ? PLACE : entry;
      whole += isInMemory(entry) ? (entry & ~IN_MEMORY) - PLACE : 0;
      body -= lengths[i];
      if (body < 0) {
        throw new WireException("attachments larger than their frame");
      }
    }
    if (whole > limit) {
      throw new WireException("a frame of " + whole + " bytes, the limit is " + limit);
    }
    lengths[0] = (int) body;
    parts = new ByteBuffer[lengths.length];
    parts[0] = ByteBuffer.allocate(lengths[0]);
    current = 0;
    inContent = true;
  }

  private Frame complete() throws WireException {
    for (ByteBuffer part : parts) {
      part.flip();
    }
    for (int i = 1; i < parts.length; i++) {
      int entry = table.getInt(4 * (i - 1));
      if (isInMemory(entry)) {
        parts[i] = sharing.take(parts[i].getLong(), entry & ~IN_MEMORY);
      }
    }
    List<ByteBuffer> attachments =
        parts.length == 1 ? List.of() : List.of(Arrays.copyOfRange(parts, 1, parts.length));
    Frame frame =
        new Frame(
            FrameKind.fromWorker(prefix.get(4)),
            flags(),
            prefix.getLong(8),
            new Payload(parts[0], attachments));
    prefix.clear();
    inContent = false;
    parts = new ByteBuffer[0];
    return frame;
  }

  private static boolean isInMemory(int entry) {
    return entry < 0;
  }

  private int flags() {
    return Byte.toUnsignedInt(prefix.get(5));
  }

  /** Table, body and attachments together. */
  private int contentLength() {
    return prefix.getInt(0) - (PREFIX - LENGTH_FIELD);
  }

  private static boolean fill(ByteBuffer target, ByteBuffer input) {
    int count = Math.min(target.remaining(), input.remaining());
    target.put(target.position(), input, input.position(), count);
    target.position(target.position() + count);
    input.position(input.position() + count);
    return !target.hasRemaining();
  }
}
