package io.snakepit.core.bind;

import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.SnakepitException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stream of results that are there already; a subscriber gets them as it asks. */
final class FakeStream implements ResultStream {

  private final List<Result> results;
  private final @Nullable SnakepitException failure;
  boolean closed;

  /** Ends with a failure, if there is one. */
  FakeStream(List<Result> results, @Nullable SnakepitException failure) {
    this.results = results;
    this.failure = failure;
  }

  @Override
  public Iterator<Result> iterator() {
    return results.iterator();
  }

  @Override
  public Stream<Result> stream() {
    return results.stream().onClose(this::close);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Result> subscriber) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          private int next;

          @Override
          public void request(long items) {
            // like a publisher that hasn't seen the cancellation yet, it goes on
            for (long left = items; left > 0 && next < results.size(); left--) {
              subscriber.onNext(results.get(next++));
            }
            if (next == results.size()) {
              next++;
              if (failure == null) {
                subscriber.onComplete();
              } else {
                subscriber.onError(failure);
              }
            }
          }

          @Override
          public void cancel() {
            closed = true;
          }
        });
  }

  @Override
  public void close() {
    closed = true;
  }
}
