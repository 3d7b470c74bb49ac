package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads parts of an embedded set or map. */
final class ElementReader {

  private ElementReader() {}

  /** Converts a part. */
  static @Nullable Object read(
      @Nullable Object part, JsonDeserializer<?> deserializer, DeserializationContext context)
      throws IOException {
    if (part == null) {
      return deserializer.getNullValue(context);
    }
    try (JsonParser in = TreeTokens.parser(part)) {
      return deserializer.deserialize(in, context);
    }
  }

  /** What a container doesn't take, that Java says by itself: null, or what can't be compared. */
  static Exception refused(Exception fault, Object container, @Nullable Object part) {
    boolean isNull = fault instanceof NullPointerException;
    return isNull || fault instanceof ClassCastException
        ? ValueFault.mismatch(
            "what a " + container.getClass().getSimpleName() + " takes", isNull ? null : part)
        : fault;
  }
}
