package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationConfig;
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
  private final transient PartReader values;
  private final transient @Nullable EntryFilter entries;

  MapDeserializer(
      JavaType type,
      ContainerCreator creator,
      JsonDeserializer<?> keys,
      PartReader values,
      @Nullable EntryFilter entries) {
    super(type);
    this.type = type;
    this.creator = creator;
    this.keys = keys;
    this.values = values;
    this.entries = entries;
  }

  @Override
  public Boolean supportsUpdate(DeserializationConfig config) {
    return true;
  }

  /** Adds to the map that a property has, where its getter is all that there is. */
  @Override
  @SuppressWarnings("unchecked") // it is made for the types of keys and values
  public Object deserialize(JsonParser in, DeserializationContext context, Object filled)
      throws IOException {
    ((Map<@Nullable Object, @Nullable Object>) filled).putAll((Map<?, ?>) deserialize(in, context));
    return filled;
  }

  @Override
  public Object getEmptyValue(DeserializationContext context) throws JsonMappingException {
    return ContainerCreator.empty(creator, context);
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
        boolean isNull = in.nextToken() == JsonToken.VALUE_NULL;
        if (leavesOut(key, isNull)) {
          in.skipChildren();
          continue;
        }
        Object value = isNull ? values.readNull(context) : values.read(in, context);
        put(built, key, key(key, context, built), value);
      } catch (IOException | RuntimeException fault) {
        throw JsonMappingException.wrapWithPath(fault, ValuePath.member(key));
      }
    }
  }

  private boolean leavesOut(@Nullable Object key, boolean isNull) {
    return (isNull && values.skipsNull()) || (entries != null && !entries.keeps(key));
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
          "no two keys that are equal as " + ValueWords.name(type.getKeyType()), key);
    }
    return converted;
  }

  private void readEmbedded(
      Map<?, ?> map, DeserializationContext context, Map<@Nullable Object, @Nullable Object> built)
      throws IOException {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (leavesOut(entry.getKey(), entry.getValue() == null)) {
        continue;
      }
      try {
        Object key = converted(entry.getKey(), context, built);
        put(built, entry.getKey(), key, values.read(entry.getValue(), context));
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
