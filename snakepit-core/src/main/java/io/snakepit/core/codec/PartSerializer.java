package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a part of a record or bean that is a value of the table, and its own parts if it has. */
final class PartSerializer extends StdSerializer<Object> implements ContextualSerializer {

  private static final long serialVersionUID = 1L;

  private final boolean hasParts;
  private final transient @Nullable PartRules rules;

  PartSerializer(boolean hasParts) {
    this(hasParts, null);
  }

  private PartSerializer(boolean hasParts, @Nullable PartRules rules) {
    super(Object.class);
    this.hasParts = hasParts;
    this.rules = rules;
  }

  @Override
  public JsonSerializer<?> createContextual(
      SerializerProvider provider, @Nullable BeanProperty property) throws JsonMappingException {
    if (!hasParts || property == null || property.getMember() == null) {
      return this;
    }
    SerializationConfig config = provider.getConfig();
    if (provider.getAnnotationIntrospector().findKeySerializer(property.getMember()) != null) {
      return provider.reportBadDefinition(property.getType(), keys("@JsonSerialize", property));
    }
    return new PartSerializer(
        true,
        new PartRules(
            property,
            PartTypes.of(config, property),
            own(provider, property),
            EntryFilter.ofWritten(config, property)));
  }

  /** Says that the keys of maps have their forms. */
  static String keys(String annotation, BeanProperty property) {
    return annotation
        + "(keyUsing) of '"
        + property.getName()
        + "' isn't kept to: keys of maps are written as docs/values.md says";
  }

  @SuppressWarnings("unchecked") // Jackson finds it for the parts
  private @Nullable JsonSerializer<Object> own(SerializerProvider provider, BeanProperty property)
      throws JsonMappingException {
    JsonSerializer<?> own =
        findContextualConvertingSerializer(
            provider, property, findAnnotatedContentSerializer(provider, property));
    if (own == null && property instanceof BeanPropertyWriter writer) {
      JavaType whole = writer.getSerializationType();
      JavaType parts = whole == null ? null : whole.getContentType();
      if (parts != null && parts.useStaticType() && !parts.isJavaLangObject()) {
        own = provider.findContentValueSerializer(parts, property);
      }
    }
    return (JsonSerializer<Object>) own;
  }

  @Override
  public boolean isEmpty(SerializerProvider provider, @Nullable Object value) {
    return rules == null ? Emptiness.isEmpty(value) : rules.isEmpty(value);
  }

  @Override
  public void serialize(Object value, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    ValueWriter.of(provider).write(value, rules);
  }

  @Override
  public void serializeWithType(
      Object value, JsonGenerator out, SerializerProvider provider, TypeSerializer types)
      throws IOException {
    if (!PartTypes.isNatural(value)) {
      throw ValueFault.unrepresentable(PartTypes.noRoom(value.getClass()));
    }
    serialize(value, out, provider);
  }
}
