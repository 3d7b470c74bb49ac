package io.snakepit.core.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.util.NameTransformer;

/** A property whose serializer is held to writing one value, so that the error names it. */
final class CheckedProperty extends BeanPropertyWriter {

  private static final long serialVersionUID = 1L;

  private final BeanPropertyWriter property;

  CheckedProperty(BeanPropertyWriter property) {
    super(property);
    this.property = property;
  }

  @Override
  public void serializeAsField(Object bean, JsonGenerator out, SerializerProvider provider)
      throws Exception {
    DueValue value = new DueValue(out);
    property.serializeAsField(bean, out, provider);
    if (property.isUnwrapping() || namesItsTypeBeside()) {
      value.requireMembers();
    } else {
      value.requireWrittenOrLeftOut();
    }
  }

  @Override
  public void serializeAsElement(Object bean, JsonGenerator out, SerializerProvider provider)
      throws Exception {
    DueValue value = new DueValue(out);
    property.serializeAsElement(bean, out, provider);
    value.requireWritten();
  }

  private boolean namesItsTypeBeside() {
    TypeSerializer types = property.getTypeSerializer();
    return types != null && types.getTypeInclusion() == JsonTypeInfo.As.EXTERNAL_PROPERTY;
  }

  // ---- what Jackson finds out later is for the property itself ---------------------------------

  @Override
  public BeanPropertyWriter rename(NameTransformer names) {
    return new CheckedProperty(property.rename(names));
  }

  @Override
  public boolean isUnwrapping() {
    return property.isUnwrapping();
  }

  @Override
  public void assignSerializer(JsonSerializer<Object> serializer) {
    property.assignSerializer(serializer);
  }

  @Override
  public void assignNullSerializer(JsonSerializer<Object> serializer) {
    property.assignNullSerializer(serializer);
  }

  @Override
  public void setNonTrivialBaseType(JavaType type) {
    property.setNonTrivialBaseType(type);
  }
}
