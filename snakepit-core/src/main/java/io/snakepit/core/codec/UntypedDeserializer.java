package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a part for which a type says {@code Object}. Its tags have been read before. */
final class UntypedDeserializer extends StdDeserializer<Object> {

  private static final long serialVersionUID = 1L;

  UntypedDeserializer() {
    super(Object.class);
  }

  @Override
  public @Nullable Object deserialize(JsonParser in, DeserializationContext context)
      throws IOException {
    return new JsonReader(in, List.of()).read();
  }
}
