package io.snakepit.stdio;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a worker keeps what it has yet to send about calls: that they have started, and
 * their outcomes. It is written by memory that is shared with the file, so what a worker had to say
 * is there however it ended. A worker that keeps none makes no such file.
 */
final class Journal {

  private static final Logger LOGGER = LoggerFactory.getLogger(Journal.class);

  private final Path file;

  /** The journal at a path where no file is yet. */
  Journal(Path file) {
    this.file = file;
  }

  /** How the worker is told. */
  List<String> arguments() {
    return List.of("--journal", file.toString());
  }

  /** Whether the worker keeps one. */
  boolean exists() {
    return Files.exists(file);
  }

  /**
   * What is in it, in order: some of it may have been sent, too.
   *
   * @param frameLimit the greatest length of a frame
   */
  List<Frame> read(int frameLimit) {
    try {
      ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
      long length = content.getLong();
      if (length < 0 || length > content.remaining()) {
        throw new IOException(length + " bytes can't be in it");
      }
      content.limit(content.position() + (int) length);
      return frames(content, frameLimit);
    } catch (IOException | WireException | BufferUnderflowException e) {
      LOGGER.warn("what a worker had still to say can't be read from {}", file, e);
      return List.of();
    }
  }

  private static List<Frame> frames(ByteBuffer content, int frameLimit) throws WireException {
    FrameDecoder decoder = new FrameDecoder(frameLimit);
    List<Frame> frames = new ArrayList<>();
    Frame frame;
    while ((frame = decoder.next(content)) != null) {
      frames.add(frame);
    }
    return frames;
  }
}
