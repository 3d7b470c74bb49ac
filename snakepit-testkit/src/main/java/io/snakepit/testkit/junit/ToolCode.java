package io.snakepit.testkit.junit;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a tool with one result does. It runs on its worker's thread.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface ToolCode {

  /**
   * Runs a call.
   *
   * @param call the call
   * @return its result, any value that a worker could send
   * @throws Exception the tool's error; {@link InterruptedException} when the call is to end
   */
  @Nullable Object run(ToolCall call) throws Exception;
}
