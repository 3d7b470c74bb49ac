package io.snakepit.api;

import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The items of a streaming call, driven by demand end to end: an idle consumer stops the producer
 * within the pool's stream window.
 *
 * <p>It has one consumer: the first {@link #iterator()}, {@link #stream()} or {@link #subscribe}
 * takes it, a second is an {@link IllegalStateException} (for {@code subscribe}, signalled through
 * {@code onError}). A stream cut short fails with a {@link SnakepitException}; it never just ends.
 * An abandoned stream fails with {@link ErrorCode#STREAM_IDLE} after {@link
 * TimeoutConfig#streamIdle()}, or at the deadline that its call has set; until then it holds its
 * worker.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface ResultStream extends Flow.Publisher<Result>, Iterable<Result>, AutoCloseable {

  /**
   * Consumes by iteration. {@code hasNext} waits for the next item and throws the stream's failure;
   * both methods are for one thread at a time.
   *
   * @return the iterator
   * @throws IllegalStateException when the stream has a consumer already
   */
  @Override
  Iterator<Result> iterator();

  /**
   * Consumes as a sequential {@link Stream}; closing it closes this.
   *
   * @return the stream
   * @throws IllegalStateException when the stream has a consumer already
   */
  Stream<Result> stream();

  /**
   * Consumes by Reactive Streams demand. Signals arrive on the executor of {@link
   * SnakepitConfig#executor()}; {@code request} and {@code cancel} never block.
   *
   * @param subscriber the one subscriber
   */
  @Override
  void subscribe(Flow.Subscriber<? super Result> subscriber);

  /**
   * Ends the stream; the Python generator's {@code finally} runs. A consumer that goes on all the
   * same is told so ({@link ErrorCode#CANCELLED}), unless it has had every item. Idempotent; never
   * blocks.
   */
  @Override
  void close();
}
