package io.snakepit.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.snakepit.grpc.v1.Content;
import io.snakepit.grpc.v1.InMemory;
import io.snakepit.spi.Payload;
import io.snakepit.wire.Sharing;
import io.snakepit.wire.WireException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Payloads as messages, and back; what is large may be in memory that the worker shares. */
final class Contents {

  private final Sharing sharing;
  private final int limit;

  /**
   * Creates it.
   *
   * @param sharing where large attachments may be
   * @param limit the most bytes that a payload may have, in memory and not
   */
  Contents(Sharing sharing, int limit) {
    this.sharing = sharing;
    this.limit = limit;
  }

  /** As {@link #write}, with nothing in memory that the worker shares. */
  static Content whole(Payload payload) {
    return write(payload, attachment -> OptionalLong.empty());
  }

  /** Refers to the payload's memory: nobody changes it before it is sent. */
  Content write(Payload payload) {
    return write(payload, sharing::put);
  }

  private static Content write(Payload payload, Function<ByteBuffer, OptionalLong> put) {
    Content.Builder content = Content.newBuilder().setBody(wrap(payload.body()));
    for (ByteBuffer attachment : payload.attachments()) {
      OptionalLong place = put.apply(attachment);
      if (place.isPresent()) {
        content.addInMemory(
            InMemory.newBuilder()
                .setIndex(content.getAttachmentsCount())
                .setPlace(place.getAsLong())
                .setLength(attachment.remaining()));
      }
      content.addAttachments(place.isPresent() ? ByteString.EMPTY : wrap(attachment));
    }
    return content.build();
  }

  /**
   * Copies the body, since codecs are fastest with an array; refers to what may be large.
   *
   * @throws WireException when something can't be in memory
   */
  Payload read(Content content) throws WireException {
    ByteBuffer body = ByteBuffer.wrap(content.getBody().toByteArray());
    List<ByteBuffer> attachments =
        content.getAttachmentsList().stream().map(ByteString::asReadOnlyByteBuffer).toList();
    if (content.getInMemoryCount() == 0) {
      return new Payload(body, attachments);
    }
    List<ByteBuffer> fetched = new ArrayList<>(attachments);
    long size = new Payload(body, attachments).size(); // as the worker counts, who sends no more
    for (InMemory one : content.getInMemoryList()) {
      int index = one.getIndex();
      if (index < 0 || index >= fetched.size() || fetched.get(index).hasRemaining()) {
        throw new WireException("something in memory that is no attachment");
      }
      size += Integer.toUnsignedLong(one.getLength());
      if (size > limit) {
        throw new WireException(
            "a frame with so much in memory that it has " + size + " bytes, the limit is " + limit);
      }
      fetched.set(index, sharing.take(one.getPlace(), one.getLength()));
    }
    return new Payload(body, fetched);
  }

  private static ByteString wrap(ByteBuffer buffer) {
    return UnsafeByteOperations.unsafeWrap(buffer.duplicate());
  }
}
