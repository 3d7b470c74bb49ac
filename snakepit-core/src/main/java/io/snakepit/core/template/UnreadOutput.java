package io.snakepit.core.template;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a process writes to its stdout. Who reads it reads to its end and closes it; where nobody
 * does, because the wire is another, it is closed when the process is gone.
 */
final class UnreadOutput extends FilterInputStream {

  private volatile boolean isRead;

  UnreadOutput(InputStream pipe) {
    super(pipe);
  }

  @Override
  public int read() throws IOException {
    isRead = true;
    return super.read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    isRead = true;
    return super.read(target, offset, length);
  }

  void closeUnlessRead() throws IOException {
    if (!isRead) {
      close();
    }
  }
}
