package io.snakepit.core.codec;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.type.ArrayType;
import com.fasterxml.jackson.databind.type.CollectionLikeType;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapLikeType;
import com.fasterxml.jackson.databind.type.MapType;
import com.fasterxml.jackson.databind.type.ReferenceType;
import org.jspecify.annotations.Nullable;

/** Sends what Jackson meets inside records and beans back to the {@link ValueWriter}. */
final class ValueSerializers extends Serializers.Base {

  private static final JsonSerializer<Object> scalars = new PartSerializer(false);
  private static final JsonSerializer<Object> containers = new PartSerializer(true);

  @Override
  public @Nullable JsonSerializer<?> findSerializer(
      SerializationConfig config, JavaType type, BeanDescription description) {
    return type.isEnumType() || !Beans.isBean(type.getRawClass()) ? scalars : null;
  }

  @Override
  public JsonSerializer<?> findReferenceSerializer(
      SerializationConfig config,
      ReferenceType type,
      BeanDescription description,
      @Nullable TypeSerializer contentTypeSerializer,
      @Nullable JsonSerializer<Object> contentSerializer) {
    return containers;
  }

  @Override
  public JsonSerializer<?> findArraySerializer(
      SerializationConfig config,
      ArrayType type,
      BeanDescription description,
      @Nullable TypeSerializer elementTypeSerializer,
      @Nullable JsonSerializer<Object> elementSerializer) {
    return containers;
  }

  @Override
  public JsonSerializer<?> findCollectionSerializer(
      SerializationConfig config,
      CollectionType type,
      BeanDescription description,
      @Nullable TypeSerializer elementTypeSerializer,
      @Nullable JsonSerializer<Object> elementSerializer) {
    return containers;
  }

  @Override
  public JsonSerializer<?> findCollectionLikeSerializer(
      SerializationConfig config,
      CollectionLikeType type,
      BeanDescription description,
      @Nullable TypeSerializer elementTypeSerializer,
      @Nullable JsonSerializer<Object> elementSerializer) {
    return containers;
  }

  @Override
  public JsonSerializer<?> findMapSerializer(
      SerializationConfig config,
      MapType type,
      BeanDescription description,
      @Nullable JsonSerializer<Object> keySerializer,
      @Nullable TypeSerializer elementTypeSerializer,
      @Nullable JsonSerializer<Object> elementSerializer) {
    return containers;
  }

  @Override
  public JsonSerializer<?> findMapLikeSerializer(
      SerializationConfig config,
      MapLikeType type,
      BeanDescription description,
      @Nullable JsonSerializer<Object> keySerializer,
      @Nullable TypeSerializer elementTypeSerializer,
      @Nullable JsonSerializer<Object> elementSerializer) {
    return containers;
  }
}
