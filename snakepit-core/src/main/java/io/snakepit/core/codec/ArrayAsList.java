package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import io.snakepit.api.NdArray;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Has a reader of lists read NumPy's arrays, too, whose elements are those of a list. */
final class ArrayAsList extends DelegatingDeserializer {

  private static final long serialVersionUID = 1L;

  ArrayAsList(JsonDeserializer<?> lists) {
    super(lists);
  }

  @Override
  protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> contextual) {
    return new ArrayAsList(contextual);
  }

  @Override
  public @Nullable Object deserialize(JsonParser in, DeserializationContext context)
      throws IOException {
    return super.deserialize(list(in), context);
  }

  @Override
  public @Nullable Object deserialize(
      JsonParser in, DeserializationContext context, @Nullable Object filled) throws IOException {
    return super.deserialize(list(in), context, filled);
  }

  /** A parser that is at a list where it was at an array. */
  static JsonParser list(JsonParser in) throws IOException {
    return in.getEmbeddedObject() instanceof NdArray array && array.shape().length > 0
        ? TreeTokens.parser(NdArrays.toList(array))
        : in;
  }
}
