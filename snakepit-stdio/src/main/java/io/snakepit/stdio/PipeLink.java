package io.snakepit.stdio;

import io.snakepit.spi.WorkerProcess;
import io.snakepit.wire.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Frames over a worker's stdin and stdout. A read of a pipe can't be woken, so one thread does all
 * the reading and nobody drives.
 */
final class PipeLink implements Link {

  private static final int CHUNK = 64 << 10;

  private final String worker;
  private final InputStream input;
  private final PipeWriter writer;
  private final Inbound inbound;

  PipeLink(String worker, WorkerProcess process, Inbound inbound) {
    this.worker = worker;
    this.inbound = inbound;
    this.input = process.stdout();
    this.writer = new PipeWriter(worker, process.stdin(), inbound);
  }

  @Override
  public void start() {
    Threads.make(worker, "io", this::read).start();
  }

  @Override
  public long send(OutgoingFrame frame) {
    return writer.send(frame);
  }

  @Override
  public void hasRead(long place) {
    writer.hasRead(place);
  }

  /**
   * Closes the output. The input is closed by the thread that reads it, at its end: closing it here
   * wouldn't wake that thread, and its descriptor could then be another file's.
   */
  @Override
  public void close() {
    writer.close();
  }

  private void read() {
    try (InputStream in = input) {
      byte[] chunk = new byte[CHUNK];
      int count;
      while ((count = in.read(chunk)) >= 0) {
        inbound.onBytes(ByteBuffer.wrap(chunk, 0, count));
      }
      inbound.onEndOfStream(null);
    } catch (IOException e) {
      inbound.onEndOfStream(e);
    }
  }
}
