package io.snakepit.testkit.fake;

import io.snakepit.spi.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Payloads that hold JSON, from and to text.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class JsonText {

  private JsonText() {}

  /**
   * A payload without attachments.
   *
   * @param json its body
   * @return the payload
   */
  public static Payload payload(String json) {
    return Payload.of(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The body as text.
   *
   * @param payload not changed
   * @return the text
   */
  public static String of(Payload payload) {
    return StandardCharsets.UTF_8.decode(payload.body().duplicate()).toString();
  }

  /** What would be left of sharing after a trip over a wire: nothing. */
  static Payload copy(Payload payload) {
    List<ByteBuffer> attachments = new ArrayList<>(payload.attachments().size());
    for (ByteBuffer attachment : payload.attachments()) {
      attachments.add(copy(attachment));
    }
    return new Payload(copy(payload.body()), attachments);
  }

  private static ByteBuffer copy(ByteBuffer source) {
    return ByteBuffer.allocate(source.remaining()).put(source.duplicate()).flip();
  }
}
