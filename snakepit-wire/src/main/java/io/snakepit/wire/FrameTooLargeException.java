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
   * @param size its size in bytes
   * @param limit the greatest size that can be sent, in bytes
   * @param name what sets the limit
   */
  public FrameTooLargeException(String what, long size, long limit, String name) {
    this(what + " takes " + size + " bytes", limit, name);
  }

  private FrameTooLargeException(String finding, long limit, String name) {
    super(finding + ", the limit is " + limit + " (" + name + ")");
  }

  /**
   * Tells that there are more attachments than fit.
   *
   * @param count how many there are
   * @param limit how many can be sent with one message
   * @param name what sets the limit
   * @return the exception
   */
  public static FrameTooLargeException ofAttachments(int count, int limit, String name) {
    return new FrameTooLargeException("the message has " + count + " attachments", limit, name);
  }
}
