package io.snakepit.core.pool;

import io.snakepit.api.Call;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.ValueException;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.host.CallLineage;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Payload;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fixes what a call is at the moment it is made: encoded arguments, absolute deadline, lineage. */
final class CallSpecs {

  private final PoolConfig config;
  private final Timer timer;
  private final long queueNanos;

  CallSpecs(PoolConfig config, Timer timer) {
    this.config = config;
    this.timer = timer;
    this.queueNanos = Spans.nanos(config.queue().timeout());
  }

  CallSpec of(Call call, @Nullable PooledSession session, boolean stream, Generation generation) {
    if (call.tool().startsWith("$")) {
      throw new InvalidCallException(
          ErrorCode.UNKNOWN_TOOL,
          "there is no tool '" + call.tool() + "': names that begin with '$' are Snakepit's own",
          null,
          List.of());
    }
    CallLineage lineage = call.lineage().map(CallLineage::of).orElseGet(CallLineage::current);
    Duration timeout = timeout(call, stream);
    long own = timeout.isZero() ? Timer.NEVER : timer.after(Spans.nanos(timeout));
    long inherited = Ancestors.deadline(lineage);
    return new CallSpec(
        call.tool(),
        arguments(call, generation.codec()),
        generation.codec(),
        stream,
        session,
        call.metadata(),
        call.isIdempotent(),
        call.near().orElse(null),
        lineage,
        Math.min(own, inherited),
        inherited < own ? null : timeout,
        timer.after(queueNanos),
        call.progressListener().orElse(null));
  }

  private static Payload arguments(Call call, Codec codec) {
    try {
      return codec.encodeArguments(call.arguments());
    } catch (ValueException unfit) {
      throw new ValueException(
          unfit.code(),
          "the arguments of tool '" + call.tool() + "' can't be sent: " + unfit.getMessage(),
          unfit.path(),
          unfit.getCause());
    }
  }

  /**
   * A stream has no deadline of its own unless the call sets one: it is bounded by its idle time.
   */
  private Duration timeout(Call call, boolean stream) {
    return call.timeout().orElse(stream ? Duration.ZERO : config.timeouts().call());
  }
}
