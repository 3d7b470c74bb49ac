package io.snakepit.api;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One value that a tool returned or yielded. It is decoded when asked for, on the asking thread;
 * {@code docs/values.md} says what becomes what. Safe for use by several threads.
 *
 * <p>Closing releases memory that the value shares with the worker. None does so far: {@link
 * #close()} does nothing, and may be left out.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Result extends AutoCloseable {

  /**
   * Converts to a type.
   *
   * @param type the wanted class: a boxed primitive, {@code String}, {@code byte[]}, {@link
   *     NdArray}, a record, a POJO…
   * @param <T> the type
   * @return the value, never null
   * @throws ValueException when it doesn't fit, naming the path inside the value; also when the
   *     value is null
   */
  <T> T as(Class<T> type);

  /**
   * Converts to a generic type.
   *
   * @param type the wanted type, as {@code new TypeRef<List<Row>>() {}}
   * @param <T> the type
   * @return the value, never null; an {@code Optional} is the empty one where the value is null
   * @throws ValueException when it doesn't fit, naming the path inside the value; also when the
   *     value is null, and the type no {@code Optional}
   */
  <T> T as(TypeRef<T> type);

  /**
   * Whether the value is null (Python's {@code None}).
   *
   * @return true when null
   */
  boolean isNull();

  /**
   * The value in its untyped form.
   *
   * @return a {@code Long}, {@code BigInteger}, {@code Double}, {@code String}, {@code Boolean},
   *     {@code List}, {@code Map}… or null; the same object each time, so that who changes it
   *     changes it for all who have the result
   */
  @Nullable Object value();

  /**
   * The member of a map.
   *
   * @param key a key
   * @return its untyped value, or null when it is null or absent
   * @throws ValueException when the value isn't a map
   */
  @Nullable Object get(String key);

  /** Releases what the value shares with the worker. Idempotent. */
  @Override
  void close();
}
