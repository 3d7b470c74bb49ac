package io.snakepit.core.contents;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is told in the hello.
 *
 * @param pool the pool's name
 * @param worker the worker's id
 * @param codecs the codecs it may choose from, the preferred one first
 * @param tools files, folders and modules with tools
 * @param frameBytes the largest frame
 * @param concurrency how many calls it may be given to run at once, at least 1
 */
public record HelloOffer(
    String pool,
    String worker,
    List<String> codecs,
    List<String> tools,
    int frameBytes,
    int concurrency) {

  static final int PROTOCOL = 1;

  private record Limits(int frame) {}

  private record Message(
      int protocol,
      @Nullable String snakepit,
      String pool,
      String worker,
      List<String> codecs,
      List<String> tools,
      Limits limits,
      int concurrency,
      String logLevel) {}

  /** Writes it. */
  public byte[] toBytes() {
    Message message =
        new Message(
            PROTOCOL,
            HelloOffer.class.getPackage().getImplementationVersion(),
            pool,
            worker,
            codecs,
            tools,
            new Limits(frameBytes),
            concurrency,
            WorkerLoggers.level());
    try {
      return ContentsJson.mapper.writeValueAsBytes(message);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("strings and numbers can't be written", impossible);
    }
  }
}
