package io.snakepit.core.bind;

import io.snakepit.api.Result;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The converted items of a stream. An item that can't be converted cancels it and is its error. */
record ConvertedPublisher(Flow.Publisher<Result> results, ResultConverter converter)
    implements Flow.Publisher<Object> {

  @Override
  public void subscribe(Flow.Subscriber<? super Object> subscriber) {
    results.subscribe(new Converting(Objects.requireNonNull(subscriber, "subscriber"), converter));
  }

  /** Signals come one at a time, so that nothing here needs a lock. */
  private static final class Converting implements Flow.Subscriber<Result> {

    private final Flow.Subscriber<? super Object> target;
    private final ResultConverter converter;
    private Flow.@Nullable Subscription subscription;
    private boolean ended;

    Converting(Flow.Subscriber<? super Object> target, ResultConverter converter) {
      this.target = target;
      this.converter = converter;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      if (subscription == null) {
        subscription = given;
      }
      target.onSubscribe(given);
    }

    @Override
    public void onNext(Result item) {
      if (ended) {
        return; // it was on its way when the stream was cancelled
      }
      Object converted;
      try {
        converted = converter.convertPresent(item);
      } catch (RuntimeException | Error fault) {
        ended = true;
        Objects.requireNonNull(subscription, "an item before onSubscribe").cancel();
        target.onError(fault);
        return;
      }
      target.onNext(converted);
    }

    @Override
    public void onError(Throwable failure) {
      if (!ended) {
        ended = true;
        target.onError(failure);
      }
    }

    @Override
    public void onComplete() {
      if (!ended) {
        ended = true;
        target.onComplete();
      }
    }
  }
}
