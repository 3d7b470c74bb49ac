package io.snakepit.core.codec;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Result;
import io.snakepit.api.TypeRef;
import io.snakepit.api.ValueException;
import io.snakepit.core.text.Counts;
import io.snakepit.spi.Payload;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A result that is decoded when asked for; its untyped form is kept. */
public final class PayloadResult implements Result {

  private record Decoded(@Nullable Object value) {}

  private final String tool;
  private final Codec codec;
  private final Payload payload;
  private volatile @Nullable Decoded decoded;

  /**
   * Keeps a result as it came.
   *
   * @param tool the name it was called by, for errors
   */
  public PayloadResult(String tool, Codec codec, Payload payload) {
    this.tool = tool;
    this.codec = codec;
    this.payload = payload;
  }

  @Override
  @SuppressWarnings("unchecked") // the codec decodes to the type it was asked for, boxed
  public <T> T as(Class<T> type) {
    return (T) typed(Objects.requireNonNull(type, "type"));
  }

  @Override
  @SuppressWarnings("unchecked") // the codec decodes to the type it was asked for
  public <T> T as(TypeRef<T> type) {
    return (T) typed(Objects.requireNonNull(type, "type").type());
  }

  /**
   * Converts to a type that is known at run time only.
   *
   * @return the value, null when it is null and the type has no other word for that
   */
  public @Nullable Object to(Type type) {
    try {
      return codec.decode(payload, type);
    } catch (ValueException unfit) {
      throw named(unfit, type);
    }
  }

  /** What is wrong where null isn't allowed as a value of this type. */
  public ValueException isNullFor(Type type) {
    return new ValueException(
        ErrorCode.TYPE_MISMATCH, misfit(type) + "it is null, which an Optional takes", "", null);
  }

  /** The same error, with the tool that gave the value and what it was to be. */
  private ValueException named(ValueException unfit, Type type) {
    return new ValueException(
        unfit.code(),
        (unfit.code() == ErrorCode.TYPE_MISMATCH ? misfit(type) : unreadable())
            + unfit.getMessage(),
        unfit.path(),
        unfit.getCause());
  }

  private String misfit(Type type) {
    return origin() + " doesn't fit " + ValueWords.name(type) + ": ";
  }

  private String unreadable() {
    return origin() + " can't be read: ";
  }

  private String origin() {
    return "the result of tool '" + tool + "'";
  }

  private Object typed(Type type) {
    Object value = to(type);
    if (value == null) {
      throw isNullFor(type);
    }
    return value;
  }

  @Override
  public boolean isNull() {
    return value() == null;
  }

  @Override
  public @Nullable Object value() {
    Decoded known = decoded;
    if (known == null) {
      known = new Decoded(untyped());
      decoded = known;
    }
    return known.value();
  }

  private @Nullable Object untyped() {
    try {
      return codec.decode(payload);
    } catch (ValueException unread) {
      throw new ValueException(
          unread.code(), unreadable() + unread.getMessage(), unread.path(), unread.getCause());
    }
  }

  @Override
  public @Nullable Object get(String key) {
    Object value = value();
    if (value instanceof Map<?, ?> map) {
      return map.get(key);
    }
    throw new ValueException(
        ErrorCode.TYPE_MISMATCH,
        origin() + ": expected a map with '" + key + "', found " + ValueWords.describe(value),
        "",
        null);
  }

  @Override
  public void close() {
    // an encoded value owns no memory of the worker's
  }

  @Override
  public String toString() {
    return "Result[" + Counts.of(payload.size(), "byte") + "]";
  }
}
