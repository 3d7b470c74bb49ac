package io.snakepit.testkit.fake;

import io.snakepit.spi.Failure;

/**
 * A call that its worker doesn't run; the code is one of the documented ones where there is one.
 */
final class FakeRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  FakeRefusal(String code, String message) {
    super(message);
    this.failure = FakeErrors.of(code, message);
  }

  Failure failure() {
    return failure;
  }
}
