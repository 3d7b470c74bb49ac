package io.snakepit.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.snakepit.grpc.v1.Content;
import io.snakepit.spi.Payload;
import java.nio.ByteBuffer;
import java.util.List;

/** Payloads as messages, and back. */
final class Contents {

  private Contents() {}

  /** Refers to the payload's memory: nobody changes it before it is sent. */
  static Content write(Payload payload) {
    Content.Builder content = Content.newBuilder().setBody(wrap(payload.body()));
    for (ByteBuffer attachment : payload.attachments()) {
      content.addAttachments(wrap(attachment));
    }
    return content.build();
  }

  /** Copies the body, since codecs are fastest with an array; refers to what may be large. */
  static Payload read(Content content) {
    ByteBuffer body = ByteBuffer.wrap(content.getBody().toByteArray());
    List<ByteBuffer> attachments =
        content.getAttachmentsList().stream().map(ByteString::asReadOnlyByteBuffer).toList();
    return new Payload(body, attachments);
  }

  private static ByteString wrap(ByteBuffer buffer) {
    return UnsafeByteOperations.unsafeWrap(buffer.duplicate());
  }
}
