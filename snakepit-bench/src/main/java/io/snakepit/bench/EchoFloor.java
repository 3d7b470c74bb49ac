package io.snakepit.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** Bare bytes to one Python process and back by pipes: the least that an echo can cost by them. */
final class EchoFloor implements Contender {

  private final Process process;
  private final OutputStream out;
  private final InputStream in;
  private final byte[] block;

  EchoFloor(String python, Path script, int size) throws IOException {
    this.process = new ProcessBuilder(python, script.toString(), Integer.toString(size)).start();
    this.out = process.getOutputStream();
    this.in = process.getInputStream();
    this.block = new byte[size];
  }

  @Override
  public String name() {
    return "floor: bare pipes";
  }

  @Override
  public void run(int operations, Histogram nanos) throws IOException {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      out.write(block);
      out.flush();
      if (in.readNBytes(block.length).length != block.length) {
        throw new IOException("the echo ended");
      }
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
