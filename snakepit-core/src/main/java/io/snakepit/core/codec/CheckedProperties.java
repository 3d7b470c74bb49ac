package io.snakepit.core.codec;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.impl.UnknownSerializer;
import com.fasterxml.jackson.databind.util.ClassUtil;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;

/** Has every property of records and beans checked, and that there is one. */
final class CheckedProperties extends BeanSerializerModifier {

  private static final long serialVersionUID = 1L;

  @Override
  public List<BeanPropertyWriter> changeProperties(
      SerializationConfig config,
      BeanDescription description,
      List<BeanPropertyWriter> properties) {
    properties.replaceAll(CheckedProperty::new);
    return properties;
  }

  /**
   * Has a class without properties refused. Jackson sends nothing of it when it has any annotation,
   * as {@code @Deprecated}; only one of Jackson's own says that this is meant.
   */
  @Override
  public JsonSerializer<?> modifySerializer(
      SerializationConfig config, BeanDescription description, JsonSerializer<?> serializer) {
    JavaType type = description.getType();
    boolean sendsNothing =
        serializer instanceof BeanSerializer
            && !serializer.properties().hasNext()
            && description.findAnyGetter() == null;
    return sendsNothing && !type.isRecordType() && !isJacksons(type.getRawClass())
        ? new UnknownSerializer(type.getRawClass())
        : serializer;
  }

  private static boolean isJacksons(Class<?> type) {
    return ClassUtil.findRawSuperTypes(type, Object.class, true).stream()
        .flatMap(one -> Arrays.stream(one.getDeclaredAnnotations()))
        .map(Annotation::annotationType)
        .anyMatch(
            one ->
                one.isAnnotationPresent(JacksonAnnotation.class)
                    || one.isAnnotationPresent(JacksonAnnotationsInside.class));
  }
}
