package io.snakepit.spi;

import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * The opaque bytes of the hello. The core writes and reads them, the adapter carries them.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Handshake {

  /**
   * What to send to the worker.
   *
   * @return a fresh view of the bytes
   */
  ByteBuffer offer();

  /**
   * Reads what the worker answered.
   *
   * @param answer its bytes
   * @return what is now known about the worker
   * @throws io.snakepit.api.WorkerStartException when the worker can't start, in its own words; the
   *     adapter passes it on unchanged
   */
  WorkerInfo accept(ByteBuffer answer);
}
