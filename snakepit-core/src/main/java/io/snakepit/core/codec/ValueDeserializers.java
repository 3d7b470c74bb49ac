package io.snakepit.core.codec;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.type.ArrayType;
import io.snakepit.core.codec.Conversions.Conversion;
import org.jspecify.annotations.Nullable;

/** Tells Jackson how types are read that aren't records or beans. */
final class ValueDeserializers extends Deserializers.Base {

  @Override
  public @Nullable JsonDeserializer<?> findBeanDeserializer(
      JavaType type, DeserializationConfig config, BeanDescription description) {
    Class<?> raw = type.getRawClass();
    if (raw == Object.class) {
      return new UntypedDeserializer();
    }
    Conversion<?> conversion = Conversions.to(raw);
    if (conversion != null) {
      return new ScalarDeserializer(raw, ValueWords.name(raw), conversion);
    }
    if (!Beans.isBean(raw)) {
      return new ScalarDeserializer(
          raw, "a type that docs/values.md lists instead of " + raw.getTypeName(), value -> null);
    }
    return null;
  }

  @Override
  public JsonDeserializer<?> findEnumDeserializer(
      Class<?> type, DeserializationConfig config, BeanDescription description) {
    return ScalarDeserializer.ofEnum(type);
  }

  @Override
  public @Nullable JsonDeserializer<?> findArrayDeserializer(
      ArrayType type,
      DeserializationConfig config,
      BeanDescription description,
      @Nullable TypeDeserializer elementTypeDeserializer,
      @Nullable JsonDeserializer<?> elementDeserializer) {
    Class<?> component = type.getContentType().getRawClass();
    Conversion<?> ofArray = Conversions.to(type.getRawClass());
    if (ofArray != null) {
      return new ScalarDeserializer(
          type.getRawClass(), ValueWords.name(type.getRawClass()), ofArray);
    }
    Conversion<?> ofElements = Conversions.to(component);
    return component.isPrimitive() && ofElements != null
        ? new PrimitiveArrayDeserializer(
            component, new ScalarDeserializer(component, component.getName(), ofElements))
        : null;
  }
}
