package io.snakepit.testkit.contract;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.Callable;

/** Waits for what has to become true. */
final class Waits {

  private Waits() {}

  static void until(String what, ContractSubject subject, Callable<Boolean> condition) {
    await(what)
        .dontCatchUncaughtExceptions() // those of other tests' threads would count as this one's
        .atMost(subject.patience())
        .until(condition);
  }
}
