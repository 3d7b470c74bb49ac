package io.snakepit.testkit.fake;

import io.snakepit.spi.Payload;
import java.util.Iterator;
import org.apiguardian.api.API;

/**
 * The code of a streaming tool. It runs on its worker's thread.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface FakeTool {

  /**
   * Begins a call.
   *
   * @param call the call
   * @return makes an item for each credit; when it is {@link AutoCloseable}, it is closed as soon
   *     as nobody wants more of it
   * @throws Exception the tool's error; {@link InterruptedException} when the call was cancelled
   */
  Iterator<Payload> begin(FakeCall call) throws Exception;
}
