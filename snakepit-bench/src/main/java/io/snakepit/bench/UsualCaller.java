package io.snakepit.bench;

import io.snakepit.bench.v1.Numbers;
import org.HdrHistogram.Histogram;

/** One thread that makes unary gRPC calls and waits. */
record UsualCaller(UsualService service) implements Contender {

  @Override
  public String name() {
    return UsualService.NAME;
  }

  @Override
  public void run(int operations, Histogram nanos) {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      if (service.add(Numbers.newBuilder().setA(2).setB(3).build()).getValue() != 5) {
        throw new IllegalStateException("wrong answer");
      }
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
