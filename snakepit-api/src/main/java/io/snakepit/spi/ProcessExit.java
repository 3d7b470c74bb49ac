package io.snakepit.spi;

import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How a process ended.
 *
 * @param code the exit status, when it exited by itself and that is known
 * @param signal the signal that ended it, as {@code SIGKILL}; null when none did or it isn't known
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record ProcessExit(OptionalInt code, @Nullable String signal) {

  /**
   * The exit for people.
   *
   * @return as {@code exited with status 3} or {@code was killed by SIGSEGV}
   */
  public String describe() {
    if (signal != null) {
      return "was killed by " + signal;
    }
    return code.isPresent()
        ? "exited with status " + code.getAsInt()
        : "ended with an unknown status";
  }
}
