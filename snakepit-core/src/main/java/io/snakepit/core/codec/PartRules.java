package io.snakepit.core.codec;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.impl.TypeWrappedSerializer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of a property say of the parts of its value: of elements, of the values of a
 * map, and of what is in an Optional.
 */
final class PartRules {

  private final BeanProperty property;
  private final PartTypes types;
  private final @Nullable JsonSerializer<Object> own;
  private final @Nullable EntryFilter entries;
  private final @Nullable PartRules deeper;
  private final Map<Class<?>, JsonSerializer<Object>> ofBeans = new ConcurrentHashMap<>();

  /**
   * Says it of the parts, and of theirs what the property says of all that is inside.
   *
   * @param own what the property has its parts written by
   * @param entries which entries of maps it has written
   */
  PartRules(
      BeanProperty property,
      PartTypes types,
      @Nullable JsonSerializer<Object> own,
      @Nullable EntryFilter entries) {
    this.property = property;
    this.types = types;
    this.own = own == null ? null : typed(types.names(), own);
    this.entries = entries;
    this.deeper = new PartRules(property, entries);
  }

  private PartRules(BeanProperty property, @Nullable EntryFilter entries) {
    this.property = property;
    this.types = PartTypes.OF_CLASSES;
    this.own = null;
    this.entries = entries;
    this.deeper = null;
  }

  /** What holds for the parts of a part. */
  PartRules deeper() {
    return deeper == null ? this : deeper;
  }

  /** Whether a value counts as empty. */
  boolean isEmpty(@Nullable Object value) {
    return Emptiness.isEmpty(value) || (entries != null && entries.leavesNothing(value));
  }

  /** The entries of a map that are written. */
  Map<?, ?> kept(Map<?, ?> map) {
    return entries == null ? map : entries.kept(map);
  }

  /** What writes each part, whatever it is; null when that depends on it. */
  @Nullable JsonSerializer<Object> own() {
    return own;
  }

  /** A part isn't a record or bean. */
  void requireUntyped(Object part) throws ValueFault {
    types.requireNone(part);
  }

  /** What writes parts that are records or beans of a class. */
  JsonSerializer<Object> ofBean(Class<?> type, SerializerProvider provider)
      throws JsonMappingException {
    JsonSerializer<Object> known = ofBeans.get(type);
    if (known == null) {
      known = typed(types.of(type, provider), provider.findContentValueSerializer(type, property));
      ofBeans.put(type, known);
    }
    return known;
  }

  private JsonSerializer<Object> typed(
      @Nullable TypeSerializer names, JsonSerializer<Object> serializer) {
    return names == null
        ? serializer
        : new TypeWrappedSerializer(names.forProperty(property), serializer);
  }
}
