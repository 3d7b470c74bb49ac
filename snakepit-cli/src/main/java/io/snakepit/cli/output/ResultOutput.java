package io.snakepit.cli.output;

import io.snakepit.cli.json.JsonWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Standard output, each line written at once. Safe for use by several threads. */
public final class ResultOutput {

  private final OutputStream out;

  public ResultOutput(OutputStream out) {
    this.out = out;
  }

  /** The process's standard output, past {@code System.out}, which hides errors. */
  public static ResultOutput stdout() {
    return new ResultOutput(new FileOutputStream(FileDescriptor.out));
  }

  /**
   * Writes a value as one JSON line.
   *
   * @throws OutputException when nobody takes it
   */
  public void print(@Nullable Object value) {
    write(JsonWriter.write(value));
  }

  /**
   * Writes a line of text.
   *
   * @throws OutputException when nobody takes it
   */
  public void printLine(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for who writes text on his own; what he flushes may be refused as well. */
  public PrintWriter writer() {
    OutputStream direct =
        new OutputStream() {
          @Override
          public void write(int octet) {
            send(new byte[] {(byte) octet});
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            send(Arrays.copyOfRange(bytes, offset, offset + length));
          }
        };
    return new PrintWriter(new OutputStreamWriter(direct, StandardCharsets.UTF_8));
  }

  private void write(byte[] text) {
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    send(line);
  }

  private synchronized void send(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException failure) {
      throw new OutputException(failure);
    }
  }
}
