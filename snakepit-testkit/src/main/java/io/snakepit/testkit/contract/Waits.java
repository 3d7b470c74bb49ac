package io.snakepit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Waits for what has to become true. */
final class Waits {

  private Waits() {}

  static void until(String what, ContractSubject subject, Callable<Boolean> condition) {
    await(what)
        .dontCatchUncaughtExceptions() // those of other tests' threads would count as this one's
        .atMost(subject.patience())
        .until(condition);
  }

  /** What a method answers that must not block, on a thread that may be left behind if it does. */
  static <T> T answer(String method, ContractSubject subject, Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(question.get());
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            },
            method);
    thread.setDaemon(true);
    thread.start();
    assertThat(answer).as("%s returns", method).succeedsWithin(subject.patience());
    return answer.join();
  }
}
