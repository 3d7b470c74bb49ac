package io.snakepit.testkit.contract;

import io.snakepit.api.LimitConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a worker is to be opened, and what is to go wrong.
 *
 * @param limits the bounds to keep
 * @param concurrency how many calls at once to ask for; 0 for as many as the subject says
 * @param logLevel the lowest level of what is to be logged, as the hello has it
 * @param refusal what the handshake throws instead of accepting the answer, or null
 * @param command what to launch instead of the worker, or null; empty for a launch that fails
 */
record OpenPlan(
    LimitConfig limits,
    int concurrency,
    String logLevel,
    @Nullable RuntimeException refusal,
    @Nullable List<String> command) {

  static OpenPlan plain() {
    return new OpenPlan(LimitConfig.defaults(), 0, "INFO", null, null);
  }

  OpenPlan frameLimit(int bytes) {
    return new OpenPlan(limits.withFrameBytes(bytes), concurrency, logLevel, refusal, command);
  }

  OpenPlan concurrency(int calls) {
    return new OpenPlan(limits, calls, logLevel, refusal, command);
  }

  OpenPlan logLevel(String lowest) {
    return new OpenPlan(limits, concurrency, lowest, refusal, command);
  }

  OpenPlan refusing(RuntimeException with) {
    return new OpenPlan(limits, concurrency, logLevel, with, command);
  }

  OpenPlan launching(List<String> instead) {
    return new OpenPlan(limits, concurrency, logLevel, refusal, instead);
  }
}
