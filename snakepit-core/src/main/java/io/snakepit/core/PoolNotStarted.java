package io.snakepit.core;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.UnavailableException;
import io.snakepit.api.WorkerStartException;

/** Says of which pool a failure is, where there are several. */
final class PoolNotStarted {

  private PoolNotStarted() {}

  /** The same failure, with the pool named first. */
  static SnakepitException of(String pool, SnakepitException failure) {
    String place = "pool '" + pool + "': ";
    if (failure instanceof ConfigurationException wrong) {
      ConfigurationException named =
          new ConfigurationException(wrong.problems().stream().map(place::concat).toList());
      named.setStackTrace(wrong.getStackTrace()); // it can't have a cause
      return named;
    }
    if (failure instanceof UnavailableException missing) {
      return new UnavailableException(
          missing.code(), place + missing.reason(), missing.remedy(), missing);
    }
    return failure instanceof WorkerStartException start
        ? new WorkerStartException(
            start.code(), place + start.getMessage(), start.traceback(), start)
        : failure;
  }
}
