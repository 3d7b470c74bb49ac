package io.snakepit.testkit.junit;

import io.snakepit.spi.TestSupport;
import io.snakepit.testkit.fake.FakeCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A call that reached a fake worker: to its tool while it runs, and to the test afterwards. Its
 * arguments and results have been through the codec, as with a real worker. Safe for use by several
 * threads, but for {@link #host} and {@link #progress}, which are for the tool's own.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ToolCall {

  private final FakeCall call;
  private final TestSupport values;
  private final Map<String, @Nullable Object> arguments;

  ToolCall(FakeCall call, TestSupport values) {
    this.call = call;
    this.values = values;
    this.arguments = arguments(values.decode(call.arguments()));
  }

  private static Map<String, @Nullable Object> arguments(@Nullable Object decoded) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    if (decoded instanceof Map<?, ?> map) {
      map.forEach((name, value) -> arguments.put(String.valueOf(name), value));
    }
    return arguments;
  }

  /**
   * The tool's name.
   *
   * @return the name
   */
  public String tool() {
    return call.head().tool();
  }

  /**
   * The arguments, untyped.
   *
   * @return a copy, argument name to value
   */
  public Map<String, @Nullable Object> arguments() {
    return new LinkedHashMap<>(arguments);
  }

  /**
   * An argument, untyped: integers are {@code Long}, and so on.
   *
   * @param argument its name
   * @return its value; null when it is null or absent
   */
  public @Nullable Object get(String argument) {
    return arguments.get(argument);
  }

  /**
   * The key of the call's session.
   *
   * @return empty when it has none
   */
  public Optional<String> session() {
    return Optional.of(call.head().session()).filter(key -> !key.isEmpty());
  }

  /**
   * The state of the call's session.
   *
   * @return from any key to any value, kept until the session ends; of this call alone when it has
   *     no session
   */
  public Map<String, Object> state() {
    return call.session();
  }

  /**
   * The call's metadata.
   *
   * @return pairs
   */
  public Map<String, String> metadata() {
    return call.head().metadata();
  }

  /**
   * Calls a host tool of the application and waits for its answer.
   *
   * @param tool its name
   * @param arguments its arguments
   * @return its result, untyped
   * @throws io.snakepit.testkit.fake.FakeHostException when it failed
   * @throws InterruptedException when this call is to end
   */
  public @Nullable Object host(String tool, Map<String, ? extends @Nullable Object> arguments)
      throws InterruptedException {
    return values.decode(call.callHost(tool, values.encode(arguments)));
  }

  /**
   * Reports progress.
   *
   * @param done how much is done
   * @param total of how much
   */
  public void progress(double done, double total) {
    call.progress(values.encode(Map.of("done", done, "total", total)));
  }

  @Override
  public String toString() {
    return tool() + arguments;
  }
}
