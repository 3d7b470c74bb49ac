package io.snakepit.spi;

import org.apiguardian.api.API;

/**
 * A worker's call to a host tool. Exactly one of the two answers is given, on any thread; neither
 * blocks. Answers that come when the call or the worker has ended are dropped.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface HostRequest {

  /**
   * The host tool's name.
   *
   * @return the name
   */
  String tool();

  /**
   * The encoded arguments.
   *
   * @return the payload
   */
  Payload arguments();

  /**
   * Answers with a result.
   *
   * @param result the encoded value
   */
  void reply(Payload result);

  /**
   * Answers with a failure.
   *
   * @param error in the core's own form
   */
  void fail(Payload error);
}
