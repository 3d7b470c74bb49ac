package io.snakepit.core.codec;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Result;
import io.snakepit.api.TypeRef;
import io.snakepit.api.ValueException;
import io.snakepit.spi.Payload;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A result that is decoded when asked for; its untyped form is kept. */
public final class PayloadResult implements Result {

  private record Decoded(@Nullable Object value) {}

  private final Codec codec;
  private final Payload payload;
  private volatile @Nullable Decoded decoded;

  public PayloadResult(Codec codec, Payload payload) {
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
    return codec.decode(payload, type);
  }

  private Object typed(Type type) {
    Object value = to(type);
    if (value == null) {
      throw new ValueException(
          ErrorCode.TYPE_MISMATCH,
          "expected " + ValueWords.name(type) + ", found null, which an Optional takes",
          "",
          null);
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
      known = new Decoded(codec.decode(payload));
      decoded = known;
    }
    return known.value();
  }

  @Override
  public @Nullable Object get(String key) {
    Object value = value();
    if (value instanceof Map<?, ?> map) {
      return map.get(key);
    }
    throw new ValueException(
        ErrorCode.TYPE_MISMATCH,
        "expected a map with '" + key + "', found " + ValueWords.describe(value),
        "",
        null);
  }

  @Override
  public void close() {
    // an encoded value owns no memory of the worker's
  }

  @Override
  public String toString() {
    return "Result[" + payload.size() + " bytes]";
  }
}
