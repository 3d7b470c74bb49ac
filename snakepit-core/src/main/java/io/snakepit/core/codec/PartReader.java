package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.NullValueProvider;
import com.fasterxml.jackson.databind.deser.impl.NullsConstantProvider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the elements of sets and the values of maps. */
final class PartReader {

  private final JsonDeserializer<?> parts;
  private final NullValueProvider nulls;

  PartReader(JsonDeserializer<?> parts, NullValueProvider nulls) {
    this.parts = parts;
    this.nulls = nulls;
  }

  /** Whether a part that is null is left out. */
  boolean skipsNull() {
    return NullsConstantProvider.isSkipper(nulls);
  }

  /** Gives what a part is that is null. */
  @Nullable Object readNull(DeserializationContext context) throws IOException {
    return nulls.getNullValue(context);
  }

  /** Reads the part that a parser is at. */
  @Nullable Object read(JsonParser in, DeserializationContext context) throws IOException {
    return parts.deserialize(in, context);
  }

  /** Reads an untyped part. */
  @Nullable Object read(@Nullable Object part, DeserializationContext context) throws IOException {
    return part == null ? readNull(context) : ElementReader.read(part, parts, context);
  }
}
