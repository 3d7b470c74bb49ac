package io.snakepit.core.codec;

import io.snakepit.spi.Payload;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads values, each row of {@code docs/values.md} as it says. Implementations are safe
 * for use by several threads and throw nothing but {@link io.snakepit.api.ValueException}, whatever
 * they are given.
 */
public interface Codec {

  /** The name in the hello. */
  String name();

  /**
   * Writes a value. Byte arrays and buffers become attachments without being copied.
   *
   * @param root what the path of an error begins with, as {@code result}
   * @throws io.snakepit.api.ValueException {@code UNREPRESENTABLE_ARGUMENT}, naming the path
   */
  Payload encode(@Nullable Object value, String root);

  /**
   * Writes the arguments of a call; the path of an error begins with the argument's name.
   *
   * @throws io.snakepit.api.ValueException {@code UNREPRESENTABLE_ARGUMENT}, naming the path
   */
  Payload encodeArguments(Map<String, ? extends @Nullable Object> arguments);

  /**
   * Reads a value in its untyped form.
   *
   * @throws io.snakepit.api.ValueException {@code MALFORMED_PAYLOAD}, naming the path
   */
  @Nullable Object decode(Payload payload);

  /**
   * Reads a value as a type: a class, or a generic type with its arguments.
   *
   * @throws io.snakepit.api.ValueException {@code TYPE_MISMATCH} or {@code MALFORMED_PAYLOAD},
   *     naming the path
   */
  @Nullable Object decode(Payload payload, Type type);
}
