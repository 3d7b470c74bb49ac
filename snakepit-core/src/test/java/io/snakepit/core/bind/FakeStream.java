package io.snakepit.core.bind;

import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** A stream of results that are there already; a subscriber gets them as it asks. */
final class FakeStream implements ResultStream {

  private final List<Result> results;
  boolean closed;

  FakeStream(List<Result> results) {
    this.results = results;
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
              subscriber.onComplete();
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
