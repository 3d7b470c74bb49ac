package io.snakepit.testkit.fake;

import org.apiguardian.api.API;

/**
 * What a fake tool throws to fail as one in another language would: the caller gets a {@link
 * io.snakepit.api.ToolException} with this type and message.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FakeToolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * Makes an error.
   *
   * @param type the error's type as its language writes it, as {@code ValueError}
   * @param message what it says
   */
  public FakeToolException(String type, String message) {
    super(message);
    this.type = type;
  }

  /**
   * The error's type.
   *
   * @return as its language writes it
   */
  public String type() {
    return type;
  }
}
