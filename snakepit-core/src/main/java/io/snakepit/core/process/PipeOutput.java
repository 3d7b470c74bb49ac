package io.snakepit.core.process;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A process's stdin, of which each write goes to the pipe at once. The JDK's own stream holds small
 * writes back, and passes large ones on without a copy.
 */
final class PipeOutput extends FilterOutputStream {

  PipeOutput(OutputStream buffered) {
    super(buffered);
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    out.flush();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    out.flush();
  }
}
