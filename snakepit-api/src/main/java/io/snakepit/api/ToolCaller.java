package io.snakepit.api;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Calls tools. {@link Snakepit} calls in its default pool, {@link Pool} in itself, {@link Session}
 * on the one worker that holds the session's state.
 *
 * <p>Every call has exactly one outcome: a result, or one {@link SnakepitException} whose {@link
 * SnakepitException#code() code} says what happened. Arguments are encoded on the calling thread,
 * so a value that can't be sent fails there, before anything starts; so does a name that begins
 * with {@code $}, which is one of Snakepit's own.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface ToolCaller {

  /**
   * Calls a tool and waits for its result. Interrupting the waiting thread cancels the call and
   * throws, with the interrupt flag kept.
   *
   * @param call what to call
   * @return the result, never null (it may hold null)
   * @throws SnakepitException the outcome, when it isn't a result
   */
  Result execute(Call call);

  /**
   * Calls a tool and waits for its result.
   *
   * @param tool the tool's name
   * @param arguments argument name to value; see {@code docs/values.md} for what can be sent
   * @return the result
   * @throws SnakepitException the outcome, when it isn't a result
   */
  default Result execute(String tool, Map<String, ? extends @Nullable Object> arguments) {
    return execute(Call.of(tool).args(arguments));
  }

  /**
   * Calls a tool without waiting. Cancelling the future cancels the call, down to the running code;
   * cancelling a dependent doesn't, nor does completing the future, as {@code orTimeout} does: the
   * call then goes on, and holds its worker, until {@link Call#timeout} is over. The future fails
   * with a {@link SnakepitException}. Dependents run on the executor of {@link
   * SnakepitConfig#executor()}, never on an I/O thread; those that are attached when it is complete
   * run on the thread that attaches them, and those of a future that is cancelled on the one that
   * cancels it.
   *
   * @param call what to call
   * @return the pending result
   * @throws SnakepitException when the arguments can't be encoded
   */
  CompletableFuture<Result> executeAsync(Call call);

  /**
   * Calls a tool without waiting, with the defaults of its pool.
   *
   * @param tool the tool's name
   * @param arguments argument name to value
   * @return the pending result
   * @throws SnakepitException when the arguments can't be encoded
   */
  default CompletableFuture<Result> executeAsync(
      String tool, Map<String, ? extends @Nullable Object> arguments) {
    return executeAsync(Call.of(tool).args(arguments));
  }

  /**
   * Starts a streaming call. It takes a worker as soon as one is free and holds it until the stream
   * has ended, but the tool's code begins with the first demand. Close the stream, or consume it to
   * its end. A tool that returns a plain value gives a stream of that one item.
   *
   * @param call what to call; its timeout, when set, bounds the stream as a whole; without one only
   *     {@link TimeoutConfig#streamIdle()} does, and not {@link TimeoutConfig#call()}
   * @return the stream, for one consumer; it fails with whatever goes wrong later, a full queue
   *     included
   * @throws SnakepitException when the arguments can't be encoded or the generation can't stream
   */
  ResultStream executeStream(Call call);

  /**
   * Starts a streaming call without a timeout: {@link TimeoutConfig#streamIdle()} bounds it.
   *
   * @param tool the tool's name
   * @param arguments argument name to value
   * @return the stream, for one consumer
   * @throws SnakepitException when the arguments can't be encoded or the generation can't stream
   */
  default ResultStream executeStream(
      String tool, Map<String, ? extends @Nullable Object> arguments) {
    return executeStream(Call.of(tool).args(arguments));
  }

  /**
   * Starts a streaming call and hands each item to a callback, one at a time, on the executor of
   * {@link SnakepitConfig#executor()}. The next item is asked for when the callback returns; an
   * exception it throws cancels the stream and fails the future.
   *
   * @param call what to call
   * @param onItem receives each item
   * @return completes when the stream has ended; cancelling it cancels the stream
   * @throws SnakepitException when the arguments can't be encoded or the generation can't stream
   */
  CompletableFuture<@Nullable Void> executeStream(Call call, Consumer<? super Result> onItem);

  /**
   * Makes a Java interface over the tools: its methods make their calls here, so that those of one
   * that was made by a session are the session's. All methods are compared with their tools now.
   *
   * <p>A method calls the tool of its name; {@link ToolName} overrides it, and camelCase finds
   * snake_case. Parameters are passed by name (compile with {@code -parameters}, or use {@link
   * ToolName}). The return type decides the form: {@code CompletableFuture<T>} and {@code
   * CompletionStage<T>} call without waiting, {@link ResultStream}, {@code Flow.Publisher<T>},
   * {@code Iterable<T>} and {@code Stream<T>} stream, everything else waits. A {@code Duration}
   * parameter annotated {@link Timeout} is the call's deadline and not an argument; null leaves it
   * at the pool's default. An empty {@code Optional} is left out where the tool has a default, and
   * null elsewhere. {@link Idempotent} lets the calls of a method be made again.
   *
   * @param type an interface
   * @param <T> the interface
   * @return an implementation, safe for use by several threads
   * @throws ConfigurationException listing every method that doesn't fit its tool's signature
   */
  <T> T bind(Class<T> type);

  /**
   * As {@link #bind(Class)}, with something done to each call before it is made: metadata added,
   * say, or a listener for its progress.
   *
   * @param type an interface
   * @param each given the call that a method is about to make, gives the one to make; on the thread
   *     that calls the method, which gets what it throws
   * @param <T> the interface
   * @return an implementation, safe for use by several threads if {@code each} is
   * @throws ConfigurationException listing every method that doesn't fit its tool's signature
   */
  <T> T bind(Class<T> type, UnaryOperator<Call> each);
}
