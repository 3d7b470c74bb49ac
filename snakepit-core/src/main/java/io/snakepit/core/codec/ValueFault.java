package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.snakepit.api.ErrorCode;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a value. Its path grows while it passes the containers. */
final class ValueFault extends JsonMappingException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  private ValueFault(ErrorCode code, String message) {
    super((Closeable) null, message);
    this.code = code;
  }

  /** The value can't be written. */
  static ValueFault unrepresentable(String message) {
    return new ValueFault(ErrorCode.UNREPRESENTABLE_ARGUMENT, message);
  }

  /** The bytes aren't what the table allows. */
  static ValueFault malformed(String message) {
    return new ValueFault(ErrorCode.MALFORMED_PAYLOAD, message);
  }

  /** The value isn't of the wanted type. */
  static ValueFault mismatch(String expected, @Nullable Object found) {
    return new ValueFault(
        ErrorCode.TYPE_MISMATCH, "expected " + expected + ", found " + ValueWords.describe(found));
  }

  /** A value of the wanted type isn't there. */
  static ValueFault absent(String expected) {
    return new ValueFault(ErrorCode.TYPE_MISMATCH, "expected " + expected + ", but it is absent");
  }

  /** What a parser is at isn't of the wanted type. */
  static ValueFault mismatch(String expected, JsonParser in) throws IOException {
    return new ValueFault(
        ErrorCode.TYPE_MISMATCH, "expected " + expected + ", found " + ValueWords.describe(in));
  }

  /** Adds the step that leads to the faulty value. */
  ValueFault under(Reference step) {
    prependPath(step);
    return this;
  }

  ErrorCode code() {
    return code;
  }
}
