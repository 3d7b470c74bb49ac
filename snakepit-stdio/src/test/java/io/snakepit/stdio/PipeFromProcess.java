package io.snakepit.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;

/** The stdout of a process, {@code cat}, that passes on what is written here. */
final class PipeFromProcess implements AutoCloseable {

  private final Process cat;
  private final OutputStream input;

  PipeFromProcess() {
    try {
      cat = new ProcessBuilder("cat").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    input = cat.getOutputStream();
  }

  OptionalLong pid() {
    return OptionalLong.of(cat.pid());
  }

  InputStream source() {
    return cat.getInputStream();
  }

  /** Where one writes; closing it ends the process. */
  WritableByteChannel sink() {
    return new WritableByteChannel() {
      private volatile boolean open = true;

      @Override
      public int write(ByteBuffer bytes) throws IOException {
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        input.write(all);
        input.flush();
        return all.length;
      }

      @Override
      public boolean isOpen() {
        return open;
      }

      @Override
      public void close() throws IOException {
        open = false;
        input.close();
      }
    };
  }

  /** Ends the process, whoever holds its pipes. */
  @Override
  public void close() {
    cat.destroyForcibly();
  }
}
