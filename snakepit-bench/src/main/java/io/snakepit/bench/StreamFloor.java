package io.snakepit.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** Bytes through a pipe, one write for each block: the least that a stream can cost. */
final class StreamFloor implements Contender {

  private final Process process;
  private final OutputStream out;
  private final InputStream in;
  private final int size;

  StreamFloor(PythonSide python, Path script, int size) throws IOException {
    this.process = new ProcessBuilder(python.interpreter(), script.toString()).start();
    this.out = process.getOutputStream();
    this.in = process.getInputStream();
    this.size = size;
  }

  @Override
  public String name() {
    return "floor: pipe, bare bytes";
  }

  @Override
  public void run(int operations, Histogram nanos) throws IOException {
    out.write((operations + " " + size + "\n").getBytes(US_ASCII));
    out.flush();
    long begin = System.nanoTime();
    for (int i = 0; i < operations; i++) {
      byte[] block = in.readNBytes(size);
      if (block.length != size) {
        throw new IOException("the stream ended after " + i + " blocks");
      }
      long now = System.nanoTime();
      nanos.recordValue(now - begin);
      begin = now;
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
