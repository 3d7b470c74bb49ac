package io.snakepit.testkit.fake;

import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.WorkerOpenException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apiguardian.api.API;

/**
 * What happens before a fake worker says hello. May be asked by several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
@FunctionalInterface
public interface FakeOpening {

  /**
   * Begins to open a worker.
   *
   * @param request which
   * @return the worker says hello when it completes; the opening fails when it fails
   */
  CompletionStage<?> begin(OpenRequest request);

  /**
   * Says hello at once.
   *
   * @return the opening
   */
  static FakeOpening atOnce() {
    return request -> CompletableFuture.completedStage(null);
  }

  /**
   * Says hello when told to.
   *
   * @param gate tells it by completing
   * @return the opening
   */
  static FakeOpening after(CompletionStage<?> gate) {
    return request -> gate;
  }

  /**
   * Never says hello: the opening fails when its start budget has passed.
   *
   * @return the opening
   */
  static FakeOpening never() {
    return request -> new CompletableFuture<>();
  }

  /**
   * Can't be opened.
   *
   * @param reason one line for people
   * @return the opening
   */
  static FakeOpening refuse(String reason) {
    return request -> CompletableFuture.failedStage(new WorkerOpenException(reason, null));
  }
}
