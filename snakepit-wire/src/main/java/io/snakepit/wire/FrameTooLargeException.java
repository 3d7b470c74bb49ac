package io.snakepit.wire;

import org.apiguardian.api.API;

/**
 * A message can't be sent because a field of the wire or the frame limit doesn't hold it.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FrameTooLargeException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Tells what doesn't fit where.
   *
   * @param what what is too large
   * @param size its size
   * @param limit the greatest size that can be sent
   * @param name what sets the limit
   */
  public FrameTooLargeException(String what, long size, long limit, String name) {
    super(what + " takes " + size + ", the limit is " + limit + " (" + name + ")");
  }
}
