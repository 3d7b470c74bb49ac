package io.snakepit.wire;

import io.snakepit.spi.Handshake;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerLoss;
import io.snakepit.spi.WorkerOpenException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Shakes hands over a connection; one that doesn't come about is buried before its error is told.
 */
final class Greeting {

  private final WireConnection<?> connection;
  private final Budget budget;
  private final CompletableFuture<WorkerLoss> lost;

  Greeting(WireConnection<?> connection, Budget budget) {
    this.connection = connection;
    this.budget = budget;
    this.lost = connection.ending().lost().toCompletableFuture();
  }

  Worker exchange(Handshake handshake) {
    connection.ending().watch();
    connection.start();
    try {
      WorkerInfo info = handshake.accept(awaitAnswer());
      connection.interrupter().alwaysReads(info.concurrency() > 1);
      connection.onWelcome(info);
      return new WireWorker(info, connection);
    } catch (RuntimeException e) {
      connection.stop(Duration.ZERO);
      lost.join();
      throw e;
    }
  }

  private ByteBuffer awaitAnswer() {
    CompletableFuture<ByteBuffer> answer = connection.answer();
    try {
      CompletableFuture.anyOf(answer, lost).get(budget.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw failure("the worker said no hello within " + budget, e);
    } catch (InterruptedException | ExecutionException e) {
      throw failure("waiting for the worker's hello failed", e);
    }
    if (!answer.isDone()) {
      throw failure(reason(lost.join()), lost.join().cause());
    }
    return answer.join();
  }

  private String reason(WorkerLoss loss) {
    if (loss.kind() == WorkerLoss.Kind.PROTOCOL) {
      return "no hello that can be read: " + loss.reason();
    }
    String end =
        connection
            .ending()
            .exit()
            .map(exit -> "the worker " + exit.describe())
            .orElse(loss.reason());
    return end + " before it said hello";
  }

  private WorkerOpenException failure(String reason, @Nullable Throwable cause) {
    return new WorkerOpenException(reason + connection.hint(), cause);
  }
}
