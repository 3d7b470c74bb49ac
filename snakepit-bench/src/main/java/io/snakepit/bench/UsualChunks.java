package io.snakepit.bench;

import io.snakepit.bench.v1.Number;
import java.util.Iterator;
import org.HdrHistogram.Histogram;

/** One gRPC call with many small answers. */
record UsualChunks(UsualService service) implements Contender {

  @Override
  public String name() {
    return "server-streaming gRPC";
  }

  @Override
  public void run(int operations, Histogram nanos) {
    long begin = System.nanoTime();
    int chunks = 0;
    for (Iterator<Number> numbers = service.count(operations); numbers.hasNext(); chunks++) {
      if (numbers.next().getValue() != chunks) {
        throw new IllegalStateException("wrong chunk");
      }
      long now = System.nanoTime();
      nanos.recordValue(now - begin);
      begin = now;
    }
    if (chunks != operations) {
      throw new IllegalStateException(chunks + " chunks instead of " + operations);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
