package io.snakepit.testkit.fake;

import io.snakepit.spi.Payload;
import org.apiguardian.api.API;

/**
 * A host tool failed.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FakeHostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Payload error;

  FakeHostException(Payload error) {
    super(FakeErrors.words(error));
    this.error = error;
  }

  /**
   * What the host said.
   *
   * @return the error in the core's form
   */
  public Payload error() {
    return error;
  }
}
