package io.snakepit.stdio;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** As a real process's stdin, and unlike a channel, it isn't closed by a writer's interrupt. */
final class UninterruptibleOutput extends FilterOutputStream {

  UninterruptibleOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    boolean flag = Thread.interrupted();
    try {
      out.write(bytes, offset, length);
    } finally {
      if (flag) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
