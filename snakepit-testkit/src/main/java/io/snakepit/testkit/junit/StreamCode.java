package io.snakepit.testkit.junit;

import org.apiguardian.api.API;

/**
 * What a streaming tool does. It runs on its worker's thread.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface StreamCode {

  /**
   * Begins a call.
   *
   * @param call the call
   * @return the items, each made when the caller wants it, and any value that a worker could send;
   *     an iterator of it that is {@link AutoCloseable} is closed as soon as nobody wants more
   * @throws Exception the tool's error; {@link InterruptedException} when the call is to end
   */
  Iterable<?> run(ToolCall call) throws Exception;
}
