package io.snakepit.wire;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a worker keeps what it has yet to send about calls: that they have started, and
 * their outcomes. It is written by memory that is shared with the file, so what a worker had to say
 * is there however it ended. A worker that keeps none makes no such file.
 *
 * <p>Eight bytes, in the order of the machine, say how many follow; those are frames in the wire's
 * form.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Journal {

  private static final Logger LOGGER = LoggerFactory.getLogger(Journal.class);

  /** Sixteen times what our workers keep. */
  private static final int MOST = 1 << 20;

  private final Path file;

  /**
   * Makes the journal of a worker that hasn't been launched.
   *
   * @param directory the worker's private directory, where no file {@code journal} is yet
   */
  public Journal(Path directory) {
    this.file = directory.resolve("journal");
  }

  /**
   * How the worker is told.
   *
   * @return arguments of its command line
   */
  public List<String> arguments() {
    return List.of("--journal", file.toString());
  }

  /** Whether the worker keeps one. */
  boolean exists() {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** The frames in it, in order: some of them may have been sent, too. */
  ByteBuffer read() {
    try {
      // The worker may have put a pipe there, which is never at its end, or a link to a device.
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException("it is no file");
      }
      if (Files.size(file) > MOST) {
        throw new IOException("a journal is no longer than " + MOST + " bytes");
      }
      ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
      long length = content.getLong();
      if (length < 0 || length > content.remaining()) {
        throw new IOException(length + " bytes can't be in it");
      }
      return content.slice(content.position(), (int) length);
    } catch (IOException | BufferUnderflowException e) {
      LOGGER.warn("what a worker had still to say can't be read from {}", file, e);
      return ByteBuffer.allocate(0);
    }
  }
}
