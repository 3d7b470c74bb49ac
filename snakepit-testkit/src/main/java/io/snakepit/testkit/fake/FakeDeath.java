package io.snakepit.testkit.fake;

/** Unwinds code whose worker is gone. It stands for a process that isn't there any more. */
final class FakeDeath extends Error {

  private static final long serialVersionUID = 1L;

  FakeDeath(String reason) {
    super(reason, null, false, false);
  }
}
