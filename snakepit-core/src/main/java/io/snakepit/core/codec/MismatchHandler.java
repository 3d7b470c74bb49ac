package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import java.io.IOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Says in our words what Jackson finds where it looks for a list, a record or a bean. */
final class MismatchHandler extends DeserializationProblemHandler {

  @Override
  public Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType wanted,
      @Nullable JsonToken token,
      JsonParser in,
      String message)
      throws IOException {
    throw ValueFault.mismatch(asked(wanted), in);
  }

  @Override
  public Object handleWeirdNativeValue(
      DeserializationContext context, JavaType wanted, Object value, JsonParser in)
      throws IOException {
    throw ValueFault.mismatch(asked(wanted), value);
  }

  @Override
  public Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> wanted,
      @Nullable ValueInstantiator instantiator,
      @Nullable JsonParser in,
      String message)
      throws IOException {
    if (in == null || in.hasToken(JsonToken.START_OBJECT) || in.hasToken(JsonToken.FIELD_NAME)) {
      return NOT_HANDLED; // it is the class that doesn't fit, not the value
    }
    throw ValueFault.mismatch(ValueWords.name(wanted), in);
  }

  /** Jackson knows no more that a list was asked for, only which class it makes of it. */
  private static String asked(JavaType wanted) {
    return wanted.hasRawClass(ArrayList.class)
        ? "List<" + ValueWords.name(wanted.getContentType()) + ">"
        : ValueWords.name(wanted);
  }
}
