package io.snakepit.bench;

import io.snakepit.api.Snakepit;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A block there and back by a call of ours. */
final class PoolEcho implements Contender {

  private final Wiring wiring;
  private final byte[] block;
  private final Snakepit pit;

  PoolEcho(Wiring wiring, int size, String python, Path tools) {
    this.wiring = wiring;
    this.block = new byte[size];
    this.pit = wiring.start(python, tools, 0);
  }

  @Override
  public String name() {
    return wiring.toString();
  }

  @Override
  public void run(int operations, Histogram nanos) {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      byte[] back = pit.execute("echo", Map.of("data", block)).as(byte[].class);
      if (back.length != block.length) {
        throw new IllegalStateException("wrong echo");
      }
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  @Override
  public void close() {
    pit.close();
  }
}
