package io.snakepit.stdio;

import io.snakepit.spi.Payload;
import io.snakepit.wire.FrameTooLargeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays frames out for writing. Small parts are copied together, so that an ordinary frame is one
 * write; large ones are referred to. Safe for use by several threads.
 */
final class FrameEncoder {

  /** From this size on, a part isn't copied. */
  private static final int LARGE = 16 << 10;

  private static final int MOST_ATTACHMENTS = 0xFFFF;
  private static final byte[] NO_HEAD = {};

  private final int limit;
  private final String limitName;

  /**
   * Creates an encoder.
   *
   * @param limit the greatest value that the length field may have
   * @param limitName what the user knows it by
   */
  FrameEncoder(int limit, String limitName) {
    this.limit = limit;
    this.limitName = limitName;
  }

  /** A frame that is nothing but its prefix. */
  static OutgoingFrame bare(FrameKind kind, long call) {
    return withHead(kind, call, NO_HEAD);
  }

  /** A frame without body. */
  static OutgoingFrame withHead(FrameKind kind, long call, byte[] head) {
    return layOut(kind, 0, call, head, Payload.EMPTY);
  }

  /** A frame with everything. */
  OutgoingFrame encode(FrameKind kind, int flags, long call, byte[] head, Payload payload)
      throws FrameTooLargeException {
    int attachments = payload.attachments().size();
    if (attachments > MOST_ATTACHMENTS) {
      throw new FrameTooLargeException(
          "the number of attachments", attachments, MOST_ATTACHMENTS, "a bound of the wire");
    }
    long length = length(head, payload);
    if (length > limit) {
      throw new FrameTooLargeException("the message", length, limit, limitName);
    }
    return layOut(kind, flags, call, head, payload);
  }

  private static long length(byte[] head, Payload payload) {
    return FrameDecoder.PREFIX
        - FrameDecoder.LENGTH_FIELD
        + 4L * payload.attachments().size()
        + head.length
        + payload.size();
  }

  private static OutgoingFrame layOut(
      FrameKind kind, int flags, long call, byte[] head, Payload payload) {
    List<ByteBuffer> attachments = payload.attachments();
    long length = length(head, payload);
    ByteBuffer start =
        ByteBuffer.allocate(FrameDecoder.PREFIX + 4 * attachments.size() + head.length);
    start.putInt((int) length).put(kind.code()).put((byte) flags);
    start.putShort((short) attachments.size()).putLong(call);
    for (ByteBuffer attachment : attachments) {
      start.putInt(attachment.remaining());
    }
    start.put(head).flip();

    List<ByteBuffer> pieces = new ArrayList<>(2 + attachments.size());
    pieces.add(start);
    pieces.add(payload.body());
    pieces.addAll(attachments);
    return new OutgoingFrame(merge(pieces), length + FrameDecoder.LENGTH_FIELD);
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
