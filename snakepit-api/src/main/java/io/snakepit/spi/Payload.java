package io.snakepit.spi;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Encoded content: a body, and the raw bytes that it refers to by index. Opaque to adapters. Each
 * accessor's buffer is from position to limit; whoever reads it duplicates it first. A received
 * payload belongs to its receiver: its memory is not used again by the adapter.
 *
 * @param body the encoded value
 * @param attachments raw bytes, in order
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Payload(ByteBuffer body, List<ByteBuffer> attachments) {

  /** Refuses what is missing where it is made, rather than where it is used. */
  public Payload {
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(attachments, "attachments");
  }

  /** An empty payload. */
  public static final Payload EMPTY = new Payload(ByteBuffer.allocate(0), List.of());

  /**
   * A payload without attachments.
   *
   * @param body the encoded value; not copied
   * @return the payload
   */
  public static Payload of(byte[] body) {
    return new Payload(ByteBuffer.wrap(body), List.of());
  }

  /**
   * The size of everything.
   *
   * @return bytes
   */
  public long size() {
    long size = body.remaining();
    for (ByteBuffer attachment : attachments) {
      size += attachment.remaining();
    }
    return size;
  }
}
