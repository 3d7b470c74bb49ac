package io.snakepit.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.snakepit.wire.WireException;
import org.jspecify.annotations.Nullable;

/** What the status says with which a worker's stream has ended. */
final class StreamEnd {

  /** A part of what the JVM says when it was that. */
  private static final String HEAP = "heap";

  private StreamEnd() {}

  /**
   * The damage to the wire that ended it.
   *
   * @return null when the worker has ended, or was ended
   */
  static @Nullable WireException damage(Status status) {
    Throwable memory = lackOfMemory(status.getCause());
    if (memory != null) {
      String said = String.valueOf(memory.getMessage());
      String what =
          said.contains(HEAP)
              ? "more than this JVM's heap has room for (-Xmx): "
              : "more than this JVM has memory for outside its heap (-XX:MaxDirectMemorySize): ";
      return new WireException(what + said, memory);
    }
    return switch (status.getCode()) {
      case OK, UNAVAILABLE -> null;
      case CANCELLED ->
          // Our own, but when gRPC's parser threw.
          status.getCause() instanceof StatusRuntimeException unreadable
              ? new WireException("a message that can't be parsed", unreadable)
              : null;
      case UNKNOWN,
          INVALID_ARGUMENT,
          DEADLINE_EXCEEDED,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          RESOURCE_EXHAUSTED,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          INTERNAL,
          DATA_LOSS,
          UNAUTHENTICATED ->
          new WireException(
              "the end of its stream, " + status.getCode() + ": " + status.getDescription(),
              status.asException());
    };
  }

  private static @Nullable Throwable lackOfMemory(@Nullable Throwable cause) {
    Throwable next = cause;
    while (next != null && !(next instanceof OutOfMemoryError)) {
      next = next.getCause();
    }
    return next;
  }
}
