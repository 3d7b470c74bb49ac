package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.function.BooleanSupplier;
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

  /** Asks a container to take a part; some don't take null, or what can't be compared. */
  static boolean take(Object container, @Nullable Object part, BooleanSupplier asked)
      throws ValueFault {
    try {
      return asked.getAsBoolean();
    } catch (NullPointerException | ClassCastException refused) {
      throw ValueFault.mismatch(
          "what a " + container.getClass().getSimpleName() + " takes",
          refused instanceof NullPointerException ? null : part);
    }
  }
}
