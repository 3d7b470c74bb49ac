package io.snakepit.core.template;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a process writes to its stdout. Who reads it reads to its end and closes it; where nobody
 * does, because the wire is another, its descriptor is closed when the process is gone.
 */
final class UnreadOutput extends FilterInputStream {

  private boolean isRead; // guarded by this

  UnreadOutput(InputStream pipe) {
    super(pipe);
  }

  @Override
  public int read() throws IOException {
    return source().read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return source().read(target, offset, length);
  }

  private synchronized InputStream source() {
    isRead = true;
    return in;
  }

  /** Closes the pipe, and keeps what is in it for who begins to read only now. */
  synchronized void keepUnlessRead() throws IOException {
    if (!isRead) {
      InputStream pipe = in;
      in = new ByteArrayInputStream(pipe.readNBytes(pipe.available()));
      pipe.close();
    }
  }
}
