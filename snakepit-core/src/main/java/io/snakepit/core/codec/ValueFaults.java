package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamWriteException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.ValueException;
import java.io.Closeable;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong on the way into the one exception that leaves the codec. */
public final class ValueFaults {

  /** How Jackson names a place amid a message, with what it may not show. */
  private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; ([^\\]]*)\\]");

  private ValueFaults() {}

  /** A value couldn't be written. */
  static ValueException unrepresentable(Exception fault, String root) {
    return exception(ErrorCode.UNREPRESENTABLE_ARGUMENT, fault, root);
  }

  /** A payload couldn't be read, or not as the type that was asked for. */
  static ValueException unreadable(Exception fault) {
    ErrorCode code = ErrorCode.TYPE_MISMATCH;
    if (fault instanceof ValueFault ours) {
      code = ours.code();
    } else if (isSyntax(fault) || isSyntax(fault.getCause())) {
      code = ErrorCode.MALFORMED_PAYLOAD;
    }
    return exception(code, fault, "");
  }

  /** A fault that can be told where it was, whatever a serializer throws. */
  static JsonMappingException located(Exception fault) {
    return fault instanceof JsonMappingException already
        ? already
        : new JsonMappingException((Closeable) null, message(fault), fault);
  }

  private static boolean isSyntax(@Nullable Throwable fault) {
    return fault instanceof IOException && !(fault instanceof JsonMappingException);
  }

  private static ValueException exception(ErrorCode code, Exception fault, String root) {
    String path =
        fault instanceof JsonMappingException located
            ? ValuePath.write(root, located.getPath())
            : root;
    String message = message(fault);
    return new ValueException(
        code,
        path.isEmpty() ? message : path + ": " + message,
        path,
        fault instanceof ValueFault ? null : fault);
  }

  /** What Jackson says, without where it read. */
  public static String words(JsonProcessingException fault) {
    return SOURCE.matcher(fault.getOriginalMessage()).replaceAll("$1");
  }

  private static String message(Exception fault) {
    if (fault instanceof InvalidDefinitionException definition
        && definition.getType() != null
        && definition.getOriginalMessage().startsWith("No serializer found")) {
      return "a " + definition.getType().toCanonical() + " has no properties that could be sent";
    }
    if (fault instanceof StreamConstraintsException
        || fault.getCause() instanceof StreamConstraintsException) {
      return ValueLimits.tooDeep(); // the only constraint that is left to Jackson
    }
    Throwable wrong = fault instanceof JsonMappingException ? fault.getCause() : fault;
    if (wrong instanceof StreamWriteException misplaced) {
      return DueValue.RULE + ": " + misplaced.getOriginalMessage();
    }
    if (fault instanceof InvalidFormatException mismatch) {
      return "expected "
          + ValueWords.name(mismatch.getTargetType())
          + ", found "
          + ("".equals(mismatch.getValue()) // which Jackson says of a blank one, too
              ? "an empty or blank string"
              : ValueWords.describe(mismatch.getValue()));
    }
    return fault instanceof JsonProcessingException jackson
        ? words(jackson)
        : String.valueOf(fault.getMessage());
  }
}
