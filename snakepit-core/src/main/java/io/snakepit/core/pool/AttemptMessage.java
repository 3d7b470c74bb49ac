package io.snakepit.core.pool;

import io.snakepit.api.Capability;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.ValueException;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import java.util.concurrent.TimeUnit;

/** What a worker is sent of a call. */
final class AttemptMessage {

  private AttemptMessage() {}

  /** The head of an attempt that begins now. */
  static CallHead head(PendingCall call, long id, long parent, boolean announced, long now) {
    CallSpec spec = call.spec();
    return new CallHead(
        id,
        parent,
        spec.tool(),
        spec.session() == null ? "" : spec.session().key(),
        budgetMicros(spec.deadline(), now),
        spec.stream(),
        call.initialCredit(),
        announced,
        call.isDrivenByCurrentThread(),
        spec.metadata());
  }

  private static long budgetMicros(long deadline, long now) {
    return deadline == Timer.NEVER ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMicros(deadline - now));
  }

  /** The arguments in the codec of the worker, which differs from the call's after a switch. */
  static Payload arguments(PendingCall call, Generation generation, AttemptOwner owner) {
    CallSpec spec = call.spec();
    if (spec.stream() && !generation.can(Capability.STREAMING)) { // the one before could
      throw owner.unsupported(Capability.STREAMING, generation);
    }
    Codec target = generation.codec();
    return spec.codec() == target
        ? spec.arguments()
        : target.encode(spec.codec().decode(spec.arguments()), "arguments");
  }

  /** The error of arguments that can't be written for the worker. */
  static SnakepitException unfit(PendingCall call, Throwable why) {
    return why instanceof SnakepitException known
        ? known
        : new ValueException(
            ErrorCode.UNREPRESENTABLE_ARGUMENT,
            "the arguments of tool '" + call.spec().tool() + "' can't be written anew: " + why,
            "",
            why);
  }
}
