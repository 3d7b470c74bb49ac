package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.NullValueProvider;
import com.fasterxml.jackson.databind.deser.impl.TypeWrappedDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import org.jspecify.annotations.Nullable;

/** Stands for a container's reader until Jackson can tell how its elements are read. */
final class ResolvingDeserializer extends StdDeserializer<Object>
    implements ContextualDeserializer {

  private static final long serialVersionUID = 1L;

  /** Makes the reader. */
  @FunctionalInterface
  interface Resolver {
    JsonDeserializer<?> resolve(
        DeserializationContext context, @Nullable BeanProperty property, PartReader parts)
        throws JsonMappingException;
  }

  private final JavaType type;
  private final transient Resolver resolver;

  ResolvingDeserializer(JavaType type, Resolver resolver) {
    super(type);
    this.type = type;
    this.resolver = resolver;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) throws JsonMappingException {
    return resolver.resolve(context, property, parts(context, property));
  }

  /**
   * What reads the parts: as the property says, and of subtypes where it or a class names these.
   */
  private PartReader parts(DeserializationContext context, @Nullable BeanProperty property)
      throws JsonMappingException {
    JavaType part = type.getContentType();
    JsonDeserializer<?> own =
        findConvertingContentDeserializer(
            context, property, (JsonDeserializer<?>) part.getValueHandler());
    JsonDeserializer<?> parts =
        own == null
            ? context.findContextualValueDeserializer(part, property)
            : context.handleSecondaryContextualization(own, property, part);
    NullValueProvider nulls = findContentNullProvider(context, property, parts);
    TypeDeserializer ofProperty = part.getTypeHandler();
    TypeDeserializer subtypes =
        ofProperty == null ? context.getConfig().findTypeDeserializer(part) : ofProperty;
    return new PartReader(
        subtypes == null
            ? parts
            : new TypeWrappedDeserializer(subtypes.forProperty(property), parts),
        nulls == null ? parts : nulls);
  }

  @Override
  public Object deserialize(JsonParser in, DeserializationContext context) {
    throw new IllegalStateException("Jackson resolves a reader before it reads");
  }
}
