package io.snakepit.core.codec;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.ContainerDeserializerBase;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import java.util.Set;

/** Puts readers of sets and maps in the place of Jackson's, which know neither tags nor keys. */
final class ContainerDeserializers extends BeanDeserializerModifier {

  private static final long serialVersionUID = 1L;

  @Override
  public JsonDeserializer<?> modifyCollectionDeserializer(
      DeserializationConfig config,
      CollectionType type,
      BeanDescription description,
      JsonDeserializer<?> deserializer) {
    return Set.class.isAssignableFrom(type.getRawClass())
            && deserializer instanceof ContainerDeserializerBase<?> container
        ? new SetDeserializer(type, container.getValueInstantiator(), null)
        : deserializer;
  }

  @Override
  public JsonDeserializer<?> modifyMapDeserializer(
      DeserializationConfig config,
      MapType type,
      BeanDescription description,
      JsonDeserializer<?> deserializer) {
    return deserializer instanceof ContainerDeserializerBase<?> container
        ? new MapDeserializer(type, container.getValueInstantiator(), null, null)
        : deserializer;
  }
}
