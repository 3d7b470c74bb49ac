package io.snakepit.api;

import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a running tool reports through {@code context.progress(done, total, message)}.
 *
 * @param done how much is done, in the tool's own unit
 * @param total how much there is; NaN when the tool doesn't say
 * @param message what is being done; null when the tool doesn't say
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Progress(double done, double total, @Nullable String message) {

  /**
   * The share that is done.
   *
   * @return {@code done / total}; empty without a positive total
   */
  public OptionalDouble fraction() {
    return total > 0 ? OptionalDouble.of(done / total) : OptionalDouble.empty();
  }
}
