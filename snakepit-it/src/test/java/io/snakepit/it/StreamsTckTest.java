package io.snakepit.it;

import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.TestEnvironment.ManualSubscriber;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/** The Reactive Streams TCK over streams of real Python workers. */
public class StreamsTckTest extends FlowPublisherVerification<Result> {

  private static final TestEnvironment ENVIRONMENT = new TestEnvironment(5_000, 300, 50);

  private final Snakepit pit = RealPython.start(p -> p.workers(4));

  /**
   * Sets the time-outs of the TCK: a worker that is killed meanwhile has to be replaced in them.
   */
  public StreamsTckTest() {
    super(ENVIRONMENT);
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
    return pit.executeStream(Call.of("fail_after").arg("n", 0));
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
