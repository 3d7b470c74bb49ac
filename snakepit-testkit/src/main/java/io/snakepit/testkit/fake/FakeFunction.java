package io.snakepit.testkit.fake;

import io.snakepit.spi.Payload;
import org.apiguardian.api.API;

/**
 * The code of a tool with one result. It runs on its worker's thread.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface FakeFunction {

  /**
   * Runs a call.
   *
   * @param call the call
   * @return its result
   * @throws Exception the tool's error; {@link InterruptedException} when the call was cancelled
   */
  Payload run(FakeCall call) throws Exception;
}
