package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows an untyped value to Jackson. What JSON has no form for is an embedded object: sets, maps
 * with other keys, and all that had a tag.
 */
final class TreeTokens {

  private TreeTokens() {}

  /** A parser at the first token of a value. */
  static JsonParser parser(@Nullable Object value) throws IOException {
    // without a codec, this buffer and those that Jackson makes from it keep objects as they are
    try (TokenBuffer buffer = new TokenBuffer((ObjectCodec) null, false)) {
      write(value, buffer);
      JsonParser parser = buffer.asParser();
      parser.nextToken();
      return parser;
    }
  }

  private static void write(@Nullable Object value, TokenBuffer out) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof Double number && Double.isFinite(number)) {
      out.writeNumber(number);
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (value instanceof Map<?, ?> map && Keys.areStrings(map)) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(Keys.string(entry.getKey()));
        write(entry.getValue(), out);
      }
      out.writeEndObject();
    } else {
      out.writeObject(value);
    }
  }
}
