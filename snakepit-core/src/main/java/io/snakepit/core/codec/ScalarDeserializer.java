package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.util.AccessPattern;
import io.snakepit.core.codec.Conversions.Conversion;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a value without parts, as one type. */
final class ScalarDeserializer extends StdScalarDeserializer<Object> {

  private static final long serialVersionUID = 1L;

  private final transient Conversion<?> conversion;
  private final String expected;
  private final boolean primitive;

  ScalarDeserializer(Class<?> type, String expected, Conversion<?> conversion) {
    super(type);
    this.conversion = conversion;
    this.expected = expected;
    this.primitive = type.isPrimitive();
  }

  /** The one for an enum, by the names of its constants. */
  static ScalarDeserializer ofEnum(Class<?> type) {
    EnumNames names = new EnumNames(type);
    return new ScalarDeserializer(type, names.expected(), names);
  }

  @Override
  public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
    Object raw = raw(in);
    if (raw == null) {
      throw ValueFault.mismatch(expected, in);
    }
    Object converted = conversion.apply(raw);
    if (converted == null) {
      throw ValueFault.mismatch(expected, raw);
    }
    return converted;
  }

  @Override
  public @Nullable Object deserializeWithType(
      JsonParser in, DeserializationContext context, TypeDeserializer types) throws IOException {
    return PartTypes.isNaturalType(handledType())
        ? deserialize(in, context)
        : context.reportBadDefinition(handledType(), PartTypes.noRoom(handledType()));
  }

  private static @Nullable Object raw(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    return switch (token) {
      case VALUE_STRING -> JsonReader.text(in.getText());
      case VALUE_NUMBER_INT -> JsonReader.integer(in);
      case VALUE_NUMBER_FLOAT -> JsonReader.decimal(in);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_EMBEDDED_OBJECT -> in.getEmbeddedObject();
      case VALUE_NULL,
          START_ARRAY,
          END_ARRAY,
          START_OBJECT,
          END_OBJECT,
          FIELD_NAME,
          NOT_AVAILABLE ->
          null;
    };
  }

  @Override
  public @Nullable Object getNullValue(DeserializationContext context) throws ValueFault {
    if (primitive) {
      throw ValueFault.mismatch(expected, (Object) null);
    }
    return null;
  }

  /** What a property gets that isn't there. */
  @Override
  public @Nullable Object getAbsentValue(DeserializationContext context) throws ValueFault {
    if (primitive) {
      throw ValueFault.absent(expected);
    }
    return null;
  }

  /** What stands for null where a property wants something empty: as Jackson has it. */
  @Override
  public @Nullable Object getEmptyValue(DeserializationContext context)
      throws JsonMappingException {
    Class<?> type = handledType();
    if (type == String.class) {
      return "";
    }
    if (type == Boolean.class) {
      return false;
    }
    if (type == byte[].class) {
      return new byte[0];
    }
    return Number.class.isAssignableFrom(type) ? conversion.apply(0L) : getNullValue(context);
  }

  @Override
  public AccessPattern getNullAccessPattern() {
    return AccessPattern.DYNAMIC; // it may throw
  }
}
