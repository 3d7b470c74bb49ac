package io.snakepit.stdio;

import io.snakepit.wire.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * One thread does all the reading, for its reads can't be woken; who drives can only look whether
 * it has read the reply.
 *
 * <p>The input is closed by that thread, at its end: closing it elsewhere wouldn't wake the thread,
 * and its descriptor could then be another file's.
 */
final class ThreadReading implements Reading {

  private static final int CHUNK = 64 << 10;

  private final String worker;
  private final InputStream input;
  private final Inbound inbound;
  private final Lookout lookout;

  ThreadReading(String worker, InputStream input, Inbound inbound, Lookout lookout) {
    this.worker = worker;
    this.input = input;
    this.inbound = inbound;
    this.lookout = lookout;
  }

  @Override
  public void start() {
    Threads.make(worker, "io", this::read).start();
  }

  @Override
  public boolean drive(BooleanSupplier done, long nanos) {
    return lookout.look(done, nanos);
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
    } catch (RuntimeException | Error e) { // or nobody would read any more, and nobody know
      inbound.onEndOfStream(new IOException(e));
    }
  }
}
