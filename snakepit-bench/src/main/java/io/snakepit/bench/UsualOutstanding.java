package io.snakepit.bench;

import com.google.common.util.concurrent.ListenableFuture;
import io.snakepit.bench.v1.Number;
import io.snakepit.bench.v1.Numbers;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;

/** One thread that keeps a number of unary gRPC calls under way. */
record UsualOutstanding(UsualService service, int outstanding) implements Contender {

  private record UnderWay(ListenableFuture<Number> answer, long begin) {}

  @Override
  public String name() {
    return UsualService.NAME;
  }

  @Override
  public void run(int operations, Histogram nanos) throws ExecutionException, InterruptedException {
    ArrayDeque<UnderWay> underWay = new ArrayDeque<>(outstanding);
    for (int made = 0; made < operations || !underWay.isEmpty(); ) {
      if (made < operations && underWay.size() < outstanding) {
        Numbers numbers = Numbers.newBuilder().setA(2).setB(3).build();
        long begin = System.nanoTime();
        underWay.add(new UnderWay(service.addLater(numbers), begin));
        made++;
      } else {
        UnderWay oldest = underWay.remove();
        if (oldest.answer().get().getValue() != 5) {
          throw new IllegalStateException("wrong answer");
        }
        nanos.recordValue(System.nanoTime() - oldest.begin());
      }
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
