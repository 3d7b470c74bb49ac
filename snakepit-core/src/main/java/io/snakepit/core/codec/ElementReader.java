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

  /**
   * Asks a container to take a part; some don't take what can't be compared, or null.
   *
   * @param hasNull whether what is offered is null, or part of it: else it isn't the container that
   *     complains of null, but what compares
   */
  static boolean take(
      Object container, @Nullable Object part, boolean hasNull, BooleanSupplier asked)
      throws ValueFault {
    try {
      return asked.getAsBoolean();
    } catch (ClassCastException refused) {
      throw ValueFault.mismatch(taken(container), part);
    } catch (NullPointerException refused) {
      if (hasNull) {
        throw ValueFault.mismatch(taken(container), (Object) null);
      }
      throw refused;
    }
  }

  private static String taken(Object container) {
    return "what a " + container.getClass().getSimpleName() + " takes";
  }
}
