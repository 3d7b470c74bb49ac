package io.snakepit.core.call;

import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Payload;
import io.snakepit.testkit.fake.FakeTools;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.TestEnvironment.ManualSubscriber;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/** The Reactive Streams TCK over streams of fake workers. */
public class CallStreamTckTest extends FlowPublisherVerification<Result> {

  private static final TestEnvironment ENVIRONMENT = new TestEnvironment(2_000, 200, 50);

  private final Snakepit pit =
      FakePit.start(
          new FakeTools()
              .stream(
                  "count",
                  call -> {
                    long n = Long.parseLong(call.json().replaceAll("\\D", ""));
                    return LongStream.range(0, n).mapToObj(CallStreamTckTest::json).iterator();
                  })
                  .stream(
                      "fail",
                      call -> {
                        throw new IllegalStateException("at once");
                      }),
          p -> p.workers(4));

  /** Sets the time-outs of the TCK. */
  public CallStreamTckTest() {
    super(ENVIRONMENT);
  }

  private static Payload json(long number) {
    return Payload.of(Long.toString(number).getBytes(StandardCharsets.UTF_8));
  }

  @AfterClass
  void close() {
    pit.close();
  }

  @Override
  public Flow.Publisher<Result> createFlowPublisher(long elements) {
    return pit.executeStream(Call.of("count").arg("n", elements));
  }

  @Override
  public Flow.Publisher<Result> createFailedFlowPublisher() {
    return pit.executeStream(Call.of("fail"));
  }

  @Override
  public long maxElementsFromPublisher() {
    return 1_000;
  }

  /** The TCK looks once, 100 ms after one garbage collection, which a busy machine may not make. */
  @Override
  @Test
  public void
      required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber()
          throws Throwable {
    activePublisherTest(
        3,
        false,
        publisher -> {
          WeakReference<?> subscriber = cancelled(publisher);
          await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> {
                    System.gc();
                    return subscriber.get() == null;
                  });
          ENVIRONMENT.verifyNoAsyncErrorsNoDelay();
        });
  }

  private static WeakReference<?> cancelled(Publisher<Result> publisher) throws Exception {
    ManualSubscriber<Result> subscriber = ENVIRONMENT.newManualSubscriber(publisher);
    subscriber.request(1);
    subscriber.nextElement();
    subscriber.cancel();
    return new WeakReference<>(subscriber);
  }
}
