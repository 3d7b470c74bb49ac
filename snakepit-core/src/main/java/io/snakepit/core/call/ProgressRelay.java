package io.snakepit.core.call;

import io.snakepit.api.Progress;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.contents.ProgressContents;
import io.snakepit.core.text.FailureLog;
import io.snakepit.spi.Payload;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hands reports to a listener one at a time; of those that come meanwhile only the newest is kept.
 */
final class ProgressRelay implements Runnable {

  private static final Logger logger = LoggerFactory.getLogger(ProgressRelay.class);

  private record Report(Payload payload, Codec codec) {}

  private final Consumer<? super Progress> listener;
  private final Executor executor;

  private @Nullable Report newest;
  private boolean running;

  ProgressRelay(Consumer<? super Progress> listener, Executor executor) {
    this.listener = listener;
    this.executor = executor;
  }

  void offer(Payload payload, Codec codec) {
    synchronized (this) {
      newest = new Report(payload, codec);
      if (running) {
        return;
      }
      running = true;
    }
    executor.execute(this);
  }

  private synchronized @Nullable Report take() {
    Report report = newest;
    newest = null;
    running = report != null;
    return report;
  }

  @Override
  public void run() {
    for (Report report = take(); report != null; report = take()) {
      try {
        listener.accept(ProgressContents.read(report.codec(), report.payload()));
      } catch (Exception | Error failure) { // the next report must still be handed on
        FailureLog.log(logger, Level.WARN, failure, "a progress listener failed");
      }
    }
  }
}
