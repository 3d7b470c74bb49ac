package io.snakepit.testkit.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Adds to the failure of a test what its workers wrote to descriptor 2, what their calls failed
 * with and which of them are still under way: without it nobody sees why a worker died, or what it
 * waits for.
 */
final class LastWords implements TestExecutionExceptionHandler {

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (!(failure instanceof TestAbortedException)
        && context.getRequiredTestInstance() instanceof ContractRules rules) {
      String words = rules.lastWords();
      if (!words.isEmpty()) {
        failure.addSuppressed(new Said(words));
      }
    }
    throw failure;
  }

  /** What was said, in the place where a failure's trace is printed. */
  private static final class Said extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Said(String words) {
      super(words, null, false, false);
    }
  }
}
