package io.snakepit.stdio;

import io.snakepit.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is printed before a worker speaks: by a script around it, or by Python on its way to the
 * worker's code, which then keeps others from its pipe. It ends with the first byte that text
 * doesn't have and a frame begins with, for all that come before the hello are short: a zero.
 */
final class Foreword {

  /** More than this isn't a foreword. */
  private static final int MOST = 64 << 10;

  private static final Logger LOGGER = LoggerFactory.getLogger(Foreword.class);

  private final String worker;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private boolean over;

  Foreword(String worker) {
    this.worker = worker;
  }

  /**
   * Moves the position of what was read to where frames begin, or to its end, and logs what came
   * before.
   *
   * @throws WireException when there is no end to it
   */
  void skip(ByteBuffer chunk) throws WireException {
    if (over) {
      return;
    }
    int begin = chunk.position();
    int at = begin;
    while (at < chunk.limit() && chunk.get(at) != 0) {
      at++;
    }
    byte[] bytes = new byte[at - begin];
    chunk.get(bytes);
    text.writeBytes(bytes);
    if (text.size() > MOST) {
      throw new WireException("text instead of its hello");
    }
    over = chunk.hasRemaining();
    if (over && text.size() > 0) {
      LOGGER.warn(
          "worker {} wrote to its stdout before it said hello: {}",
          worker,
          text.toString(StandardCharsets.UTF_8).strip());
    }
  }
}
