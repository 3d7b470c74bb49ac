package io.snakepit.api;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A Java function that worker code may call, as {@code context.host.NAME(…)} in Python.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface HostTool {

  /**
   * Answers a call. Runs on the executor of {@link SnakepitConfig#hostToolExecutor()}; may block
   * and may call tools. It is interrupted when the call that made it ends.
   *
   * @param call arguments and circumstances
   * @return the result, as {@code docs/values.md} allows; may be null
   * @throws Exception becomes a {@code HostToolError} in the calling code, with type and message
   */
  @Nullable Object call(HostCall call) throws Exception;
}
