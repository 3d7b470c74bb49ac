package io.snakepit.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.Progress;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.Codecs;
import io.snakepit.testkit.fake.FakeTools;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Callbacks that throw what the compiler of their language lets pass: checked exceptions, which
 * Kotlin doesn't know, and ones whose words can't be had.
 */
@Timeout(60)
class CallbackFailuresTest {

  private static final Duration FOR_EVER = Duration.ZERO;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static Exception[] failures() {
    return new Exception[] {new IOException("disk full"), new Unspeakable()};
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aSubscriberThatThrowsEndsItsStream(Exception failure) {
    try (Snakepit pit = start()) {
      pit.executeStream(Call.of("numbers"))
          .subscribe(
              new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                  subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(Result item) {
                  CallbackFailuresTest.<RuntimeException>sneak(failure);
                }

                @Override
                public void onError(Throwable ignored) {}

                @Override
                public void onComplete() {}
              });

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(pit.defaultPool().stats().idle()).isEqualTo(1));
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aConsumerThatThrowsEndsItsStreamAndItsFuture(Exception failure) {
    try (Snakepit pit = start()) {
      CompletableFuture<?> end =
          pit.executeStream(
              Call.of("numbers"), item -> CallbackFailuresTest.<RuntimeException>sneak(failure));

      await().atMost(PATIENCE).until(end::isDone);
      assertThat(end.handle((done, told) -> told == failure).join()).isEqualTo(true);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(pit.defaultPool().stats().idle()).isEqualTo(1));
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aProgressListenerThatThrowsIsToldTheNextReportAllTheSame(Exception failure) {
    Codec codec = Codecs.discovered().plain();
    CopyOnWriteArrayList<Progress> told = new CopyOnWriteArrayList<>();
    Consumer<Progress> listener =
        report -> {
          told.add(report);
          CallbackFailuresTest.<RuntimeException>sneak(failure);
        };
    ProgressRelay relay = new ProgressRelay(listener, Runnable::run);

    relay.offer(codec.encode(Map.of("done", 1), "progress"), codec);
    relay.offer(codec.encode(Map.of("done", 2), "progress"), codec);

    assertThat(told).hasSize(2);
  }

  private static Snakepit start() {
    FakeTools tools =
        new FakeTools()
            .stream(
                "numbers",
                call -> IntStream.range(0, 1_000_000).mapToObj(i -> call.arguments()).iterator());
    return FakePit.start(
        tools,
        pool ->
            pool.workers(1)
                .timeouts(t -> t.withStreamIdle(FOR_EVER).withDrain(Duration.ofSeconds(5))));
  }

  @SuppressWarnings("unchecked") // that is how it gets past the compiler
  private static <E extends Exception> void sneak(Exception failure) throws E {
    throw (E) failure;
  }

  /** Whose message fails, so that a log that asks for it fails too. */
  private static final class Unspeakable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no words");
    }
  }
}
