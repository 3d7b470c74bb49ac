package io.snakepit.it;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The Reactive Streams TCK over streams of real Python workers. */
@Timeout(300)
class StreamsTckTest {

  private static Snakepit pit;

  @BeforeAll
  static void start() {
    pit = RealPython.start(p -> p.workers(4));
  }

  @AfterAll
  static void close() {
    pit.close();
  }

  @TestFactory
  Stream<DynamicTest> tck() {
    return TckTests.of(Streams::new);
  }

  private static final class Streams extends FlowPublisherVerification<Result> {

    Streams() {
      super(new TestEnvironment(2_000, 300));
    }

    @Override
    public Flow.Publisher<Result> createFlowPublisher(long elements) {
      return pit.executeStream(Call.of("count").arg("n", elements));
    }

    @Override
    public Flow.Publisher<Result> createFailedFlowPublisher() {
      return pit.executeStream(Call.of("fail_after").arg("n", 0).timeout(Duration.ofSeconds(30)));
    }

    @Override
    public long maxElementsFromPublisher() {
      return 1_000;
    }
  }
}
