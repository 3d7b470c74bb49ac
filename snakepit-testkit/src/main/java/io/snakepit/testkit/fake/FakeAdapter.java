package io.snakepit.testkit.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerOpenException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The adapter to workers in this JVM, named {@code fake}. It launches no process; its payloads are
 * JSON. Register it together with {@link FakeRuntime}.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FakeAdapter implements Adapter {

  /** Its name, its wire's and its runtime's. */
  static final String NAME = "fake";

  private final FakeScript script;
  private final List<FakeWorker> workers = new CopyOnWriteArrayList<>();

  FakeAdapter(FakeScript script) {
    this.script = script;
  }

  /**
   * An adapter whose workers do nothing but what is asked of them.
   *
   * @param tools what they can run
   * @return the adapter
   */
  public static FakeAdapter of(FakeTools tools) {
    return builder(tools).build();
  }

  /**
   * An adapter whose workers can be told to misbehave.
   *
   * @param tools what they can run
   * @return the builder
   */
  public static FakeAdapterBuilder builder(FakeTools tools) {
    return new FakeAdapterBuilder(tools);
  }

  /**
   * The workers that are there now, oldest first.
   *
   * @return a snapshot
   */
  public List<FakeWorker> workers() {
    return List.copyOf(workers);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return script.capabilities();
  }

  @Override
  public CompletionStage<Worker> open(OpenRequest request) {
    CompletableFuture<Worker> opened = new CompletableFuture<>();
    CompletionStage<?> hello =
        script
            .opening()
            .begin(request)
            .toCompletableFuture()
            .copy()
            .orTimeout(request.startBudget().toNanos(), TimeUnit.NANOSECONDS);
    hello.whenComplete((value, failure) -> complete(opened, request, failure));
    return opened;
  }

  private void complete(
      CompletableFuture<Worker> opened, OpenRequest request, @Nullable Throwable failure) {
    try {
      if (failure != null) {
        opened.completeExceptionally(explain(failure));
      } else {
        opened.complete(connect(request));
      }
    } catch (RuntimeException refused) {
      opened.completeExceptionally(refused);
    }
  }

  private FakeWorker connect(OpenRequest request) {
    int concurrency =
        Math.min(script.concurrency(), FakeHello.concurrency(request.handshake().offer()));
    String answer = script.helloAnswer();
    byte[] hello =
        answer != null
            ? answer.getBytes(UTF_8)
            : FakeHello.answer(script.capabilities(), concurrency, script.tools().infos());
    WorkerInfo info = request.handshake().accept(ByteBuffer.wrap(hello));
    FakeWorker worker = new FakeWorker(script, request, info, concurrency);
    workers.add(worker);
    worker.lost().thenRun(() -> workers.remove(worker));
    return worker;
  }

  private static Throwable explain(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof TimeoutException
        ? new WorkerOpenException("the worker said no hello within its start budget", cause)
        : cause;
  }
}
