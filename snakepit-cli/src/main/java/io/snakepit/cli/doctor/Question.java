package io.snakepit.cli.doctor;

import io.snakepit.api.ConfigurationException;
import io.snakepit.spi.Availability;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks providers whether they can be used, on a thread that may be left behind. */
final class Question {

  private final Duration patience;

  /**
   * Asks nothing yet.
   *
   * @param patience how long an answer may take
   */
  Question(Duration patience) {
    this.patience = patience;
  }

  /**
   * The answer. Whoever wrote a provider may have left out what it needs, or have it wait.
   *
   * @param provider which one, as {@code adapter 'stdio'}
   * @param method what is asked
   */
  Availability ask(String provider, String method, Supplier<Availability> question) {
    FutureTask<Availability> answer = new FutureTask<>(() -> answer(question));
    Thread thread = new Thread(answer, "snakepit-doctor");
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      String place = place(thread.getStackTrace());
      thread.interrupt();
      return Availability.unusable(
          String.format(
              "%s waits in %s for longer than %d ms%s",
              provider, method, patience.toMillis(), place),
          "that is its own defect: until it is mended, remove its jar or plugin");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      thread.interrupt();
      return Availability.unusable("interrupted while it was asked", "");
    } catch (ExecutionException failed) {
      return Availability.unusable("asking it failed: " + failed.getCause(), "");
    }
  }

  private static Availability answer(Supplier<Availability> question) {
    try {
      return question.get();
    } catch (ConfigurationException incomplete) { // the command needs one
      return Availability.unusable(String.join("; ", incomplete.problems()), "");
    }
  }

  /** Its own line, rather than that of the JDK. */
  private static String place(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .filter(frame -> !frame.getClassName().matches("(java|jdk|sun)\\..*"))
        .findFirst()
        .map(frame -> ": at " + frame)
        .orElse("");
  }
}
