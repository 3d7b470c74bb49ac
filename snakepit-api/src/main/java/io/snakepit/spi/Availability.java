package io.snakepit.spi;

import org.apiguardian.api.API;

/**
 * Whether something can be used, and if not why and what to do.
 *
 * @param isUsable the answer
 * @param reason why not; empty when usable
 * @param remedy what to do about it; may be empty
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Availability(boolean isUsable, String reason, String remedy) {

  private static final Availability USABLE = new Availability(true, "", "");

  /**
   * It can be used.
   *
   * @return the positive answer
   */
  public static Availability usable() {
    return USABLE;
  }

  /**
   * It can't be used.
   *
   * @param reason why not, one line
   * @param remedy what to do about it, one line; may be empty
   * @return the negative answer
   */
  public static Availability unusable(String reason, String remedy) {
    return new Availability(false, reason, remedy);
  }
}
