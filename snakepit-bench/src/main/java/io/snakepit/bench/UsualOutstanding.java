package io.snakepit.bench;

import io.snakepit.bench.v1.Number;
import io.snakepit.bench.v1.Numbers;
import org.HdrHistogram.Histogram;

/** One thread that keeps a number of unary gRPC calls under way. */
record UsualOutstanding(UsualService service, int outstanding) implements Contender {

  @Override
  public String name() {
    return UsualService.NAME;
  }

  @Override
  public void run(int operations, Histogram nanos) throws Exception {
    UnderWay.keep(
        outstanding,
        operations,
        () -> service.addLater(Numbers.newBuilder().setA(2).setB(3).build()),
        Number::getValue,
        nanos);
  }

  @Override
  public void close() {
    service.close();
  }
}
