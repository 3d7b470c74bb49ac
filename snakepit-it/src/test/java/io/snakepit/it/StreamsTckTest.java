package io.snakepit.it;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;

/** The Reactive Streams TCK over streams of real Python workers. */
public class StreamsTckTest extends FlowPublisherVerification<Result> {

  private final Snakepit pit = RealPython.start(p -> p.workers(4));

  /**
   * Sets the time-outs of the TCK: a worker that is killed meanwhile has to be replaced in them.
   */
  public StreamsTckTest() {
    super(new TestEnvironment(5_000, 300));
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
}
