package io.snakepit.core.host;

import java.util.concurrent.RejectedExecutionException;

/** The threads made here for host tools take no more; the message has the reason and the remedy. */
public final class NoHostThreadException extends RejectedExecutionException {

  private static final long serialVersionUID = 1L;

  public NoHostThreadException(String message) {
    super(message);
  }
}
