package io.snakepit.core.text;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What went wrong, without what only says that it was a stage before. */
public final class Causes {

  private Causes() {}

  /** The failure that a stage was given, of what its dependents, or who waits, are told. */
  public static Throwable of(Throwable told) {
    boolean wraps = told instanceof CompletionException || told instanceof ExecutionException;
    return wraps && told.getCause() != null ? told.getCause() : told;
  }
}
