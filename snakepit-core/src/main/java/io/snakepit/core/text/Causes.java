package io.snakepit.core.text;

import java.util.concurrent.CompletionException;

/** What went wrong, without what only says that it was a stage before. */
public final class Causes {

  private Causes() {}

  /** The failure that a stage was given, of what its dependents are told. */
  public static Throwable of(Throwable told) {
    return told instanceof CompletionException && told.getCause() != null ? told.getCause() : told;
  }
}
