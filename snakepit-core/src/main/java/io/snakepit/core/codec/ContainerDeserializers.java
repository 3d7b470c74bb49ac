package io.snakepit.core.codec;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.ContainerDeserializerBase;
import com.fasterxml.jackson.databind.deser.std.ObjectArrayDeserializer;
import com.fasterxml.jackson.databind.type.ArrayType;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts readers of sets and maps in the place of Jackson's, which know neither tags nor keys, and
 * shows its readers of lists what else is one.
 */
final class ContainerDeserializers extends BeanDeserializerModifier {

  private static final long serialVersionUID = 1L;

  @Override
  public JsonDeserializer<?> modifyCollectionDeserializer(
      DeserializationConfig config,
      CollectionType type,
      BeanDescription description,
      JsonDeserializer<?> deserializer) {
    ContainerCreator creator = creator(type, deserializer);
    if (!Set.class.isAssignableFrom(type.getRawClass())) {
      return new ArrayAsList(deserializer);
    }
    return creator == null
        ? deserializer
        : new ResolvingDeserializer(
            type, (context, property, parts) -> new SetDeserializer(type, creator, parts));
  }

  @Override
  public JsonDeserializer<?> modifyArrayDeserializer(
      DeserializationConfig config,
      ArrayType type,
      BeanDescription description,
      JsonDeserializer<?> deserializer) {
    return deserializer instanceof ObjectArrayDeserializer
        ? new ArrayAsList(deserializer)
        : deserializer;
  }

  @Override
  public JsonDeserializer<?> modifyMapDeserializer(
      DeserializationConfig config,
      MapType type,
      BeanDescription description,
      JsonDeserializer<?> deserializer) {
    ContainerCreator creator = creator(type, deserializer);
    return creator == null
        ? deserializer
        : new ResolvingDeserializer(
            type,
            (context, property, parts) ->
                new MapDeserializer(
                    type,
                    creator,
                    keys(type, context, property),
                    parts,
                    property == null || property.getMember() == null
                        ? null
                        : EntryFilter.ofRead(context.getConfig(), property)));
  }

  /** What reads the keys, which have their forms. */
  private static JsonDeserializer<?> keys(
      MapType type, DeserializationContext context, @Nullable BeanProperty property)
      throws JsonMappingException {
    if (property != null
        && property.getMember() != null
        && context.getAnnotationIntrospector().findKeyDeserializer(property.getMember()) != null) {
      return context.reportBadDefinition(type, PartSerializer.keys("@JsonDeserialize", property));
    }
    Class<?> key = type.getKeyType().getRawClass();
    return key.isEnum()
        ? ScalarDeserializer.ofEnum(key)
        : context.findContextualValueDeserializer(type.getKeyType(), property);
  }

  /** Null when Jackson knows no way to an empty container either. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // a class of an enum is all there is at run time
  private static @Nullable ContainerCreator creator(
      JavaType type, JsonDeserializer<?> deserializer) {
    if (type.hasRawClass(EnumSet.class)) {
      return context -> EnumSet.noneOf((Class) type.getContentType().getRawClass());
    }
    if (type.hasRawClass(EnumMap.class)) {
      return context -> new EnumMap(type.getKeyType().getRawClass());
    }
    return deserializer instanceof ContainerDeserializerBase<?> container
        ? container.getValueInstantiator()::createUsingDefault
        : null;
  }
}
