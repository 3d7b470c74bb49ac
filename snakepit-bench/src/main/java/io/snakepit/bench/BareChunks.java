package io.snakepit.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import org.HdrHistogram.Histogram;

/** One message to the server, which makes it send many small ones. */
record BareChunks(BareStream stream) implements Contender {

  @Override
  public String name() {
    return BareCalls.NAME;
  }

  @Override
  public void run(int operations, Histogram nanos) throws IOException, InterruptedException {
    stream.send(String.valueOf(operations).getBytes(US_ASCII));
    long begin = System.nanoTime();
    for (int i = 0; i < operations; i++) {
      if (Integer.parseInt(new String(stream.receive(), US_ASCII)) != i) {
        throw new IOException("wrong chunk");
      }
      long now = System.nanoTime();
      nanos.recordValue(now - begin);
      begin = now;
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
