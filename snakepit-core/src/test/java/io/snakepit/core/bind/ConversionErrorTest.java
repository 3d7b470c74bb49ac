package io.snakepit.core.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.Result;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** A type whose code throws an error, as one does that lacks a class, is told like any misfit. */
class ConversionErrorTest {

  private final NoClassDefFoundError error = new NoClassDefFoundError("com/example/Model");

  private final ResultConverter converter = mock(ResultConverter.class);
  private final FakeStream results = new FakeStream(List.of(FakeCaller.result(1)), null);

  ConversionErrorTest() {
    when(converter.convert(any())).thenThrow(error);
    when(converter.convertPresent(any())).thenThrow(error);
    when(converter.convertIn(any(), any())).thenCallRealMethod();
  }

  @Test
  void theFutureFails() {
    CompletableFuture<Result> call = new CompletableFuture<>();
    CompletableFuture<Object> converted = ConvertedFuture.of(call, converter);
    call.complete(FakeCaller.result(1));
    assertThat(converted).failsWithin(Duration.ZERO).withThrowableThat().withCause(error);
  }

  @Test
  void theSubscriberIsToldAndTheStreamEnds() {
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    new ConvertedPublisher(results, converter).subscribe(new Asking(told));
    assertThat(told).isCompletedWithValue(error);
    assertThat(results.closed).isTrue();
  }

  @Test
  void theIterationThrowsAndTheStreamEnds() {
    Iterable<Object> items = new ConvertedIterable(results, converter);
    assertThatThrownBy(() -> items.iterator().next()).isSameAs(error);
    assertThat(results.closed).isTrue();
  }

  /** Asks for an item, and catches what an executor would swallow. */
  private record Asking(CompletableFuture<Throwable> told) implements Flow.Subscriber<Object> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      try {
        subscription.request(1);
      } catch (NoClassDefFoundError swallowed) {
        told.complete(new IllegalStateException("swallowed"));
      }
    }

    @Override
    public void onNext(Object item) {}

    @Override
    public void onError(Throwable failure) {
      told.complete(failure);
    }

    @Override
    public void onComplete() {}
  }
}
