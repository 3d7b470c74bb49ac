package io.snakepit.core.template;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a process writes to its stdout. As with those that the JDK starts its descriptor is closed
 * when the process is gone, for some adapters read a part of it only, or nothing; what is in it by
 * then can still be read.
 */
final class UnreadOutput extends FilterInputStream {

  // guarded by this
  private int reading;
  private boolean processIsGone;
  private boolean pipeIsClosed;

  UnreadOutput(InputStream pipe) {
    super(pipe);
  }

  @Override
  public int read() throws IOException {
    InputStream source = begin();
    try {
      return source.read();
    } finally {
      end();
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    InputStream source = begin();
    try {
      return source.read(target, offset, length);
    } finally {
      end();
    }
  }

  private synchronized InputStream begin() {
    reading++;
    return in;
  }

  private synchronized void end() throws IOException {
    reading--;
    closePipeIfOver();
  }

  /** Closes the pipe, as soon as nobody waits in it, and keeps what is in it. */
  synchronized void processIsGone() throws IOException {
    processIsGone = true;
    closePipeIfOver();
  }

  private void closePipeIfOver() throws IOException {
    if (processIsGone && reading == 0 && !pipeIsClosed) {
      pipeIsClosed = true;
      InputStream pipe = in;
      byte[] left = new byte[pipe.available()];
      // into an array: without, the JDK (17) would ask for the position, which a pipe has none of
      in = new ByteArrayInputStream(left, 0, pipe.readNBytes(left, 0, left.length));
      pipe.close();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      pipeIsClosed = true;
    }
    super.close();
  }
}
