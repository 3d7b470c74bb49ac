package io.snakepit.bench;

import java.io.IOException;
import org.HdrHistogram.Histogram;

/** A large message there and back. */
final class BareEcho implements Contender {

  private final BareStream stream;
  private final byte[] block;

  BareEcho(BareStream stream, int size) {
    this.stream = stream;
    this.block = new byte[size];
  }

  @Override
  public String name() {
    return BareCalls.NAME;
  }

  @Override
  public void run(int operations, Histogram nanos) throws IOException, InterruptedException {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      stream.send(block);
      if (stream.receive().length != block.length) {
        throw new IOException("wrong echo");
      }
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
