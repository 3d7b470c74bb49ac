package io.snakepit.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How a call ended, for those who measure or trace calls.
 *
 * <p>{@code waited} is part of {@code took}. Both are measured on a clock that nobody sets, {@code
 * began} on the one of the wall.
 *
 * @param tool the tool that was called
 * @param stream whether it was called for a stream, which took until the worker had sent all, or
 *     until it was closed or failed, whatever had been read of it
 * @param session the key of the session that it belonged to
 * @param metadata what was sent along, as the id of a trace
 * @param worker the id of the worker that had it last; empty when none did
 * @param attempts how many times it was given to a worker: more than once when the worker before
 *     had died, or had left without beginning it; 0 when it ended before it was given to any
 * @param began when the call was made, with its arguments encoded
 * @param waited how long it waited until it was given to its first worker, where it may have to
 *     wait behind others with {@code prefetch} or {@code concurrency}; as long as it took when none
 *     had it
 * @param took how long it took, from the beginning to its outcome
 * @param failure why it has no result: what its caller gets, or a {@link CallCancelledException}
 *     when that gave up; empty when it succeeded
 * @since 0.1.0
 * @see SnakepitListener#onCallEnded
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record CallOutcome(
    String tool,
    boolean stream,
    Optional<String> session,
    Map<String, String> metadata,
    Optional<String> worker,
    int attempts,
    Instant began,
    Duration waited,
    Duration took,
    Optional<SnakepitException> failure) {

  /** Copies the metadata. */
  public CallOutcome {
    metadata = Map.copyOf(metadata);
  }
}
