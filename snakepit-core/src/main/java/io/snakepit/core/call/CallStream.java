package io.snakepit.core.call;

import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The consumer's view of a {@link StreamCall}, in the form that the first consumer chooses. */
public final class CallStream implements ResultStream {

  private final StreamCall call;

  public CallStream(StreamCall call) {
    this.call = call;
  }

  @Override
  public Iterator<Result> iterator() {
    return new StreamIterator(call);
  }

  @Override
  public Stream<Result> stream() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(this::close);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Result> subscriber) {
    StreamSubscription.begin(call, subscriber);
  }

  @Override
  public void close() {
    call.close();
  }
}
