package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads maps: from JSON objects, whose keys are strings, and from embedded maps with any keys. */
final class MapDeserializer extends StdDeserializer<Object> {

  private static final long serialVersionUID = 1L;

  private final JavaType type;
  private final transient ContainerCreator creator;
  private final transient JsonDeserializer<?> keys;
  private final transient JsonDeserializer<?> values;

  MapDeserializer(
      JavaType type,
      ContainerCreator creator,
      JsonDeserializer<?> keys,
      JsonDeserializer<?> values) {
    super(type);
    this.type = type;
    this.creator = creator;
    this.keys = keys;
    this.values = values;
  }

  @Override
  public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
    @SuppressWarnings("unchecked") // it is made for the types of keys and values
    Map<@Nullable Object, @Nullable Object> built =
        (Map<@Nullable Object, @Nullable Object>) creator.create(context);
    if (in.hasToken(JsonToken.START_OBJECT)) {
      readMembers(in, context, built);
    } else if (in.getEmbeddedObject() instanceof Map<?, ?> map) {
      readEmbedded(map, context, built);
    } else {
      throw ValueFault.mismatch("a map", in);
    }
    return built;
  }

  private void readMembers(
      JsonParser in, DeserializationContext context, Map<@Nullable Object, @Nullable Object> built)
      throws IOException {
    String key;
    while ((key = in.nextFieldName()) != null) {
      try {
        Object value =
            in.nextToken() == JsonToken.VALUE_NULL
                ? values.getNullValue(context)
                : values.deserialize(in, context);
        put(built, key, key(key, context, built), value);
      } catch (IOException | RuntimeException fault) {
        throw JsonMappingException.wrapWithPath(fault, ValuePath.member(key));
      }
    }
  }

  private @Nullable Object key(String key, DeserializationContext context, Map<?, ?> built)
      throws IOException {
    return type.getKeyType().getRawClass().isAssignableFrom(String.class)
        ? JsonReader.text(key)
        : converted(key, context, built);
  }

  /** Converts a key, which mustn't become equal to another. */
  private @Nullable Object converted(
      @Nullable Object key, DeserializationContext context, Map<?, ?> built) throws IOException {
    Object converted = ElementReader.read(key, keys, context);
    if (ElementReader.take(built, key, converted == null, () -> built.containsKey(converted))) {
      throw ValueFault.mismatch(
          "no two keys that are equal as " + Found.name(type.getKeyType()), key);
    }
    return converted;
  }

  private void readEmbedded(
      Map<?, ?> map, DeserializationContext context, Map<@Nullable Object, @Nullable Object> built)
      throws IOException {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      try {
        Object key = converted(entry.getKey(), context, built);
        put(built, entry.getKey(), key, ElementReader.read(entry.getValue(), values, context));
      } catch (IOException | RuntimeException fault) {
        throw JsonMappingException.wrapWithPath(fault, ValuePath.member(entry.getKey()));
      }
    }
  }

  private static void put(
      Map<@Nullable Object, @Nullable Object> built,
      @Nullable Object part,
      @Nullable Object key,
      @Nullable Object value)
      throws ValueFault {
    ElementReader.take(
        built,
        part,
        key == null || value == null,
        () -> {
          built.put(key, value);
          return true;
        });
  }
}
