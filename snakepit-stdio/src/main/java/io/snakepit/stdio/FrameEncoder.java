package io.snakepit.stdio;

import io.snakepit.spi.Payload;
import io.snakepit.wire.FrameTooLargeException;
import io.snakepit.wire.Sharing;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Lays frames out for writing. Small parts are copied together, so that an ordinary frame is one
 * write; large ones are referred to, or put into memory that the worker shares. Safe for use by
 * several threads.
 */
final class FrameEncoder {

  /** From this size on, a part isn't copied. */
  private static final int LARGE = 16 << 10;

  private static final int MOST_ATTACHMENTS = 0xFFFF;
  private static final byte[] NO_HEAD = {};
  private static final Sharing NOWHERE = Sharing.none();

  private final int limit;
  private final String limitName;
  private final Sharing sharing;

  /**
   * Creates an encoder.
   *
   * @param limit the greatest value that the length field may have
   * @param limitName what the user knows it by
   * @param sharing where large attachments may go
   */
  FrameEncoder(int limit, String limitName, Sharing sharing) {
    this.limit = limit;
    this.limitName = limitName;
    this.sharing = sharing;
  }

  /** A frame that is nothing but its prefix. */
  static OutgoingFrame bare(FrameKind kind, long call) {
    return bare(kind, 0, call);
  }

  /** A frame that is nothing but its prefix. */
  static OutgoingFrame bare(FrameKind kind, int flags, long call) {
    return layOut(kind, flags, call, NO_HEAD, Payload.EMPTY, NOWHERE);
  }

  /** A frame without body. */
  static OutgoingFrame withHead(FrameKind kind, long call, byte[] head) {
    return layOut(kind, 0, call, head, Payload.EMPTY, NOWHERE);
  }

  /** A frame with everything. */
  OutgoingFrame encode(FrameKind kind, int flags, long call, byte[] head, Payload payload)
      throws FrameTooLargeException {
    int attachments = payload.attachments().size();
    if (attachments > MOST_ATTACHMENTS) {
      throw FrameTooLargeException.ofAttachments(
          attachments, MOST_ATTACHMENTS, "a bound of the wire");
    }
    long length = length(head, payload);
    if (length > limit) {
      throw new FrameTooLargeException("the message", length, limit, limitName);
    }
    return layOut(kind, flags, call, head, payload, sharing);
  }

  private static long length(byte[] head, Payload payload) {
    return FrameDecoder.PREFIX
        - FrameDecoder.LENGTH_FIELD
        + 4L * payload.attachments().size()
        + head.length
        + payload.size();
  }

  private static OutgoingFrame layOut(
      FrameKind kind, int flags, long call, byte[] head, Payload payload, Sharing sharing) {
    List<ByteBuffer> attachments = payload.attachments();
    ByteBuffer start =
        ByteBuffer.allocate(FrameDecoder.PREFIX + 4 * attachments.size() + head.length);
    List<ByteBuffer> pieces = new ArrayList<>(2 + attachments.size());
    pieces.add(start);
    pieces.add(payload.body());
    long size = (long) start.capacity() + payload.body().remaining();
    start.position(FrameDecoder.PREFIX);
    for (ByteBuffer attachment : attachments) {
      OptionalLong place = sharing.put(attachment);
      ByteBuffer piece = place.isEmpty() ? attachment : placeField(place.getAsLong());
      start.putInt(attachment.remaining() | (place.isEmpty() ? 0 : FrameDecoder.IN_MEMORY));
      pieces.add(piece);
      size += piece.remaining();
    }
    start.put(head).flip();
    start.putInt(0, (int) (size - FrameDecoder.LENGTH_FIELD));
    start.put(4, kind.code()).put(5, (byte) flags);
    start.putShort(6, (short) attachments.size()).putLong(8, call);
    return new OutgoingFrame(merge(pieces), size);
  }

  /** What stands in the frame for an attachment that is in memory. */
  private static ByteBuffer placeField(long place) {
    return ByteBuffer.allocate(FrameDecoder.PLACE).putLong(place).flip();
  }

  /** Copies each run of small pieces into one buffer; refers to the others. */
  private static List<ByteBuffer> merge(List<ByteBuffer> pieces) {
    List<ByteBuffer> merged = new ArrayList<>();
    int begin = 0;
    while (begin < pieces.size()) {
      int end = begin;
      int size = 0;
      while (end < pieces.size() && pieces.get(end).remaining() < LARGE) {
        size += pieces.get(end).remaining();
        end++;
      }
      if (end == begin) {
        merged.add(pieces.get(begin).duplicate());
        begin++;
      } else {
        ByteBuffer run = ByteBuffer.allocate(size);
        for (ByteBuffer piece : pieces.subList(begin, end)) {
          run.put(piece.duplicate());
        }
        merged.add(run.flip());
        begin = end;
      }
    }
    return merged;
  }
}
