package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The text of a payload, as bytes. */
final class JsonBody {

  private final byte[] bytes;
  private final int offset;
  private final int length;

  private JsonBody(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  static JsonBody of(ByteBuffer body) {
    if (body.hasArray()) {
      return new JsonBody(body.array(), body.arrayOffset() + body.position(), body.remaining());
    }
    byte[] copy = new byte[body.remaining()];
    body.duplicate().get(copy);
    return new JsonBody(copy, 0, copy.length);
  }

  JsonParser parser(JsonFactory factory) throws IOException {
    return factory.createParser(bytes, offset, length);
  }

  /** Whether a string begins with a dollar sign, written as itself or escaped. */
  boolean mayHaveTags() {
    int end = offset + length - 1;
    for (int index = offset; index < end; index++) {
      if (bytes[index] == '"' && (bytes[index + 1] == '$' || bytes[index + 1] == '\\')) {
        return true;
      }
    }
    return false;
  }
}
