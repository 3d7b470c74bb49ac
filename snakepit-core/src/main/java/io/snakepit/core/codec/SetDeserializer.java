package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads sets, which aren't lists: from an embedded set only. */
final class SetDeserializer extends StdDeserializer<Object> implements ContextualDeserializer {

  private static final long serialVersionUID = 1L;

  private final JavaType type;
  private final transient ValueInstantiator instantiator;
  private final transient @Nullable JsonDeserializer<?> elements;

  SetDeserializer(
      JavaType type, ValueInstantiator instantiator, @Nullable JsonDeserializer<?> elements) {
    super(type);
    this.type = type;
    this.instantiator = instantiator;
    this.elements = elements;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) throws JsonMappingException {
    return new SetDeserializer(
        type,
        instantiator,
        context.findContextualValueDeserializer(type.getContentType(), property));
  }

  @Override
  public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (elements == null || !(in.getEmbeddedObject() instanceof Set<?> set)) {
      throw ValueFault.mismatch("a set", in);
    }
    Collection<@Nullable Object> built = create(context);
    for (Object element : set) {
      if (!built.add(ElementReader.read(element, elements, context))) {
        throw ValueFault.mismatch(
            "a set without two elements that are equal in " + Found.name(type.getContentType()),
            element);
      }
    }
    return built;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Jackson's types aren't generic either
  private Collection<@Nullable Object> create(DeserializationContext context) throws IOException {
    return type.hasRawClass(EnumSet.class)
        ? (Collection) EnumSet.noneOf((Class) type.getContentType().getRawClass())
        : (Collection) instantiator.createUsingDefault(context);
  }
}
