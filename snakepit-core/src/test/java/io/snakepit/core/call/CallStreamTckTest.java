package io.snakepit.core.call;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.spi.Payload;
import io.snakepit.testkit.fake.FakeTools;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;

/** The Reactive Streams TCK over streams of fake workers. */
public class CallStreamTckTest extends FlowPublisherVerification<Result> {

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
    super(new TestEnvironment(2_000, 200));
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
}
