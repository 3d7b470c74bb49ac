package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import org.jspecify.annotations.Nullable;

/** Stands for a container's reader until Jackson can tell how its elements are read. */
final class ResolvingDeserializer extends StdDeserializer<Object>
    implements ContextualDeserializer {

  private static final long serialVersionUID = 1L;

  /** Makes the reader. */
  @FunctionalInterface
  interface Resolver {
    JsonDeserializer<?> resolve(DeserializationContext context, @Nullable BeanProperty property)
        throws JsonMappingException;
  }

  private final transient Resolver resolver;

  ResolvingDeserializer(JavaType type, Resolver resolver) {
    super(type);
    this.resolver = resolver;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) throws JsonMappingException {
    return resolver.resolve(context, property);
  }

  @Override
  public Object deserialize(JsonParser in, DeserializationContext context) {
    throw new IllegalStateException("Jackson resolves a reader before it reads");
  }
}
