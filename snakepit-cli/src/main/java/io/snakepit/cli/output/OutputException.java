package io.snakepit.cli.output;

import java.io.IOException;

/** Standard output takes no more. */
public final class OutputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public OutputException(IOException cause) {
    super("can't write to standard output: " + cause.getMessage(), cause);
  }

  /** Whether the reader has gone, as {@code head} does when it has enough: no failure at all. */
  public boolean isReaderGone() {
    return String.valueOf(getMessage()).contains("Broken pipe");
  }
}
