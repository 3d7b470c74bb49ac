package io.snakepit.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snakepit.spi.WorkerOpenException;
import io.snakepit.wire.FirstBytes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line on stdout by which a worker says where it listens. The worker writes nothing else there,
 * but a script around it may have, or Python on its way to the worker's code: that is logged and
 * passed over.
 *
 * @param port the port on loopback; 0 for a Unix socket, whose path the worker was told
 */
record Announcement(int port) {

  /** More than this, with the line itself, isn't text that came before. */
  private static final int MOST = 64 << 10;

  /** At the end of a line, which who wrote before may not have ended. */
  private static final Pattern FORM =
      Pattern.compile("snakepit\\.v1 (?:unix:.+|tcp:127\\.0\\.0\\.1:([0-9]{1,5}))$");

  /** Of a worker that means to say it, in some other way. */
  private static final String BEGIN = "snakepit.v";

  private static final Logger LOGGER = LoggerFactory.getLogger(Announcement.class);

  /**
   * Waits for it. A worker that is killed because its time is up ends the wait.
   *
   * @throws EOFException when the output ended instead
   * @throws WorkerOpenException when what came isn't such a line
   */
  static Announcement read(String worker, InputStream stdout) throws IOException {
    StringBuilder earlier = new StringBuilder();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next;
    for (int count = 0; count < MOST && (next = stdout.read()) >= 0; count++) {
      if (next != '\n') {
        line.write(next);
        continue;
      }
      String text = line.toString(UTF_8);
      line.reset();
      Matcher matcher = FORM.matcher(text);
      if (matcher.find()) {
        log(worker, earlier.append(text, 0, matcher.start()).toString().strip());
        return new Announcement(matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)));
      }
      earlier.append(text).append('\n');
      if (text.startsWith(BEGIN)) {
        break;
      }
    }
    String wrote = earlier + line.toString(UTF_8);
    if (wrote.isEmpty()) {
      throw new EOFException();
    }
    throw notOurs(wrote);
  }

  private static void log(String worker, String earlier) {
    if (!earlier.isEmpty()) {
      LOGGER.warn(
          "worker {} wrote to its stdout before it said where it listens: {}", worker, earlier);
    }
  }

  private static WorkerOpenException notOurs(String text) {
    FirstBytes wrote = new FirstBytes();
    wrote.add(ByteBuffer.wrap(text.getBytes(UTF_8)));
    return new WorkerOpenException(
        "the worker doesn't say where it listens; what it wrote begins with " + wrote.describe(),
        null);
  }
}
