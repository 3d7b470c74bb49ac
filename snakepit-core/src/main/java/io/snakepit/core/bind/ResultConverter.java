package io.snakepit.core.bind;

import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.core.codec.PayloadResult;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Converts results to what a bound method gives.
 *
 * @param type the type of the result, or of an item; void for none
 */
record ResultConverter(Type type) {

  /** Converts a result; null is null. */
  @Nullable Object convert(Result result) {
    if (type == Result.class) {
      return result;
    }
    if (type == void.class || type == Void.class) {
      return null;
    }
    return ((PayloadResult) result).to(type); // the pools make no others
  }

  /** Converts an item; when it doesn't fit, the stream ends. */
  @Nullable Object convertIn(ResultStream stream, Result item) {
    try {
      return convert(item);
    } catch (RuntimeException | Error fault) {
      stream.close();
      throw fault;
    }
  }

  /** Converts an item where null isn't allowed. */
  Object convertPresent(Result item) {
    Object converted = convert(item);
    if (converted == null) {
      throw ((PayloadResult) item).isNullFor(type);
    }
    return converted;
  }
}
