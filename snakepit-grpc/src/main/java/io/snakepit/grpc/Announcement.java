package io.snakepit.grpc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.snakepit.spi.WorkerOpenException;
import io.snakepit.wire.FirstBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line on stdout by which a worker says where it listens. Nothing else is ever written there.
 *
 * @param port the port on loopback; 0 for a Unix socket, whose path the worker was told
 */
record Announcement(int port) {

  private static final int LONGEST = 200;
  private static final Pattern FORM =
      Pattern.compile("snakepit\\.v1 (?:unix:.+|tcp:127\\.0\\.0\\.1:([0-9]{1,5}))");

  /**
   * Waits for it. A worker that is killed because its time is up ends the wait.
   *
   * @throws EOFException when the output ended instead
   * @throws WorkerOpenException when what came isn't such a line
   */
  static Announcement read(InputStream stdout) throws IOException {
    byte[] bytes = new byte[LONGEST];
    int length = 0;
    int next;
    while ((next = stdout.read()) != '\n') {
      if (next < 0) {
        if (length == 0) {
          throw new EOFException();
        }
        throw notOurs(bytes, length);
      }
      if (length == LONGEST) {
        throw notOurs(bytes, length);
      }
      bytes[length++] = (byte) next;
    }
    Matcher matcher = FORM.matcher(new String(bytes, 0, length, US_ASCII));
    if (!matcher.matches()) {
      throw notOurs(bytes, length);
    }
    return new Announcement(matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)));
  }

  private static WorkerOpenException notOurs(byte[] bytes, int length) {
    FirstBytes wrote = new FirstBytes();
    wrote.add(ByteBuffer.wrap(bytes, 0, length));
    return new WorkerOpenException(
        "the worker doesn't say where it listens; what it wrote begins with " + wrote.describe(),
        null);
  }
}
