package io.snakepit.core.contents;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Progress;
import io.snakepit.api.ValueException;
import io.snakepit.core.codec.Codec;
import io.snakepit.spi.Payload;
import org.jspecify.annotations.Nullable;

/** What a running tool reports about its progress. */
public final class ProgressContents {

  private record Message(@Nullable Number done, @Nullable Number total, @Nullable String message) {}

  private ProgressContents() {}

  /**
   * Reads a report.
   *
   * @throws ValueException when it isn't one
   */
  public static Progress read(Codec codec, Payload report) {
    if (codec.decode(report, Message.class) instanceof Message message && message.done() != null) {
      double total = message.total() == null ? Double.NaN : message.total().doubleValue();
      return new Progress(message.done().doubleValue(), total, message.message());
    }
    throw new ValueException(
        ErrorCode.MALFORMED_PAYLOAD, "a progress report without 'done'", "done", null);
  }
}
