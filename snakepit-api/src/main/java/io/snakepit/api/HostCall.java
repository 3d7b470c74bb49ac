package io.snakepit.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A worker's call to a {@link HostTool}.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface HostCall {

  /**
   * The host tool's name.
   *
   * @return the name
   */
  String name();

  /**
   * The arguments, untyped.
   *
   * @return argument name to value
   */
  Map<String, @Nullable Object> arguments();

  /**
   * An argument, untyped.
   *
   * @param argument its name
   * @return its value; null when it is null or absent
   */
  default @Nullable Object get(String argument) {
    return arguments().get(argument);
  }

  /**
   * An argument, converted.
   *
   * @param argument its name
   * @param type the wanted class
   * @param <T> the type
   * @return the value, never null
   * @throws ValueException when it is absent, null or doesn't fit, naming it
   */
  <T> T get(String argument, Class<T> type);

  /**
   * An argument, converted to a generic type.
   *
   * @param argument its name
   * @param type the wanted type, as {@code new TypeRef<List<Row>>() {}}; of an {@code Optional} it
   *     is the empty one where the argument is absent or null
   * @param <T> the type
   * @return the value, never null
   * @throws ValueException when it doesn't fit, naming it; also when it is absent or null and the
   *     type is no {@code Optional}
   */
  <T> T get(String argument, TypeRef<T> type);

  /**
   * The time left until the calling call's deadline.
   *
   * @return empty when it has none; never negative
   */
  Optional<Duration> remaining();

  /**
   * The session that the calling call belongs to, for state that the host tool keeps for it.
   *
   * @return its {@linkplain Session#key() key}; empty when it belongs to none
   */
  Optional<String> session();

  /**
   * What was sent along with the calling call, as who asks, or the id of a trace. Calls that the
   * host tool makes don't inherit it.
   *
   * @return the entries of {@link Call#metadata}, which can't be changed; empty for none
   */
  Map<String, String> metadata();

  /**
   * The calling call, for {@link Call#within(Lineage)}.
   *
   * @return the lineage
   */
  Lineage lineage();
}
