package io.snakepit.testkit.fake;

import io.snakepit.api.Capability;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A worker that lives in this JVM. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FakeWorker implements Worker {

  private final FakeScript script;
  private final OpenRequest request;
  private final WorkerInfo info;
  private final FakeThreads threads;
  private final Map<Long, FakeExchange> open = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> sessions = new ConcurrentHashMap<>();
  private final CompletableFuture<WorkerLoss> lost = new CompletableFuture<>();
  private final CompletionStage<WorkerLoss> lostView = lost.minimalCompletionStage();

  // guarded by this
  private int begun;
  private boolean stopping;
  private @Nullable WorkerLoss loss;

  FakeWorker(FakeScript script, OpenRequest request, WorkerInfo info, int concurrency) {
    this.script = script;
    this.request = request;
    this.info = info;
    this.threads = new FakeThreads(request.worker(), script.inline() ? 0 : concurrency);
  }

  /**
   * The id it was opened with.
   *
   * @return the id
   */
  public String id() {
    return request.worker();
  }

  /**
   * Ends it as if its process had died.
   *
   * @param reason one line for people
   */
  public void kill(String reason) {
    die(new WorkerLoss(WorkerLoss.Kind.GONE, reason, null));
  }

  /**
   * Ends it as if it had sent what nobody can read.
   *
   * @param reason one line for people
   */
  public void damage(String reason) {
    die(new WorkerLoss(WorkerLoss.Kind.PROTOCOL, reason, null));
  }

  @Override
  public WorkerInfo info() {
    return info;
  }

  @Override
  public Exchange begin(CallHead head, Payload arguments, ExchangeListener listener) {
    FakeExchange exchange = new FakeExchange(head, listener);
    if (arguments.size() > request.limits().frameBytes()) {
      exchange.refuse(
          Failure.of(
              Failure.Kind.TOO_LARGE,
              arguments.size()
                  + " bytes; a message may have "
                  + request.limits().frameBytes()
                  + " (limits.frame-bytes)",
              null));
      return exchange;
    }
    boolean dies;
    synchronized (this) {
      if (loss != null || stopping) {
        exchange.refuse(Failure.of(Failure.Kind.LOST, "the worker is gone", null));
        return exchange;
      }
      open.put(head.id(), exchange);
      dies = ++begun == script.diesOnCall();
    }
    exchange.finished().thenRun(() -> forget(exchange));
    FakeCall call = new FakeCall(this, exchange, JsonText.copy(arguments));
    FakeTool code = dies ? FakeBehaviours.crashing() : code(call);
    run(exchange, new FakeExecution(exchange, call, code, request.limits().frameBytes()));
    return exchange;
  }

  private void run(FakeExchange exchange, FakeExecution execution) {
    long parentId = exchange.head().parent();
    FakeExchange parent = open.get(parentId);
    if (parent != null) {
      parent.nest(exchange, execution::runToEnd);
    } else if (parentId != 0) {
      exchange.refuse(Failure.withdrawn());
    } else if (script.inline()) {
      exchange.onChange(execution::runOnDemand);
      execution.runOnDemand();
    } else {
      threads.execute(execution::runToEnd);
    }
  }

  /** What to run for a call: its tool, or the reason why not. */
  private FakeTool code(FakeCall call) {
    CallHead head = call.head();
    FakeTools.Entry entry = FakeReserved.find(head.tool(), this);
    if (entry == null) {
      entry = script.tools().find(head.tool());
    }
    if (entry == null) {
      return FakeBehaviours.refusing("UNKNOWN_TOOL", "there is no tool '" + head.tool() + "'");
    }
    if (head.stream() && !can(Capability.STREAMING)) {
      return FakeBehaviours.refusing("STREAMING_UNSUPPORTED", "this worker has no streams");
    }
    if (head.parent() != 0 && !can(Capability.REENTRANT)) {
      return FakeBehaviours.refusing("REENTRANT_UNSUPPORTED", "this worker nests no calls");
    }
    if (!call.arguments().attachments().isEmpty() && !can(Capability.BINARY)) {
      return FakeBehaviours.refusing("BINARY_UNSUPPORTED", "this worker takes no attachments");
    }
    if (entry.info().stream() && !head.stream()) {
      return FakeBehaviours.refusing("STREAM_REQUIRED", head.tool() + " is a stream");
    }
    return entry.code();
  }

  @Override
  public CompletionStage<Void> probe() {
    return lost.isDone()
        ? CompletableFuture.failedStage(new IllegalStateException("the worker is gone"))
        : CompletableFuture.completedStage(null);
  }

  @Override
  public void stop(Duration grace) {
    WorkerLoss stopped = new WorkerLoss(WorkerLoss.Kind.STOPPED, "the worker was stopped", null);
    synchronized (this) {
      stopping = true;
    }
    if (grace.isZero() || open.isEmpty()) {
      die(stopped);
      return;
    }
    Failure failure = Failure.of(Failure.Kind.LOST, stopped.reason(), null);
    open.values().forEach(exchange -> exchange.refuse(failure)); // what hasn't started never will
    CompletableFuture.delayedExecutor(grace.toNanos(), TimeUnit.NANOSECONDS)
        .execute(() -> die(stopped));
  }

  @Override
  public CompletionStage<WorkerLoss> lost() {
    return lostView;
  }

  // ---- for the calls -------------------------------------------------------------------------

  Map<String, Object> session(String key) {
    return key.isEmpty()
        ? new ConcurrentHashMap<>()
        : sessions.computeIfAbsent(key, absent -> new ConcurrentHashMap<>());
  }

  void endSession(String key) {
    sessions.remove(key);
  }

  FakeTools tools() {
    return script.tools();
  }

  void log(long call, Payload log) {
    request.listener().onLog(call, log);
  }

  void requireHostCalls() {
    if (!can(Capability.HOST_CALLS)) {
      throw new UnsupportedOperationException("this worker can't call the host");
    }
  }

  private boolean can(Capability capability) {
    return script.capabilities().contains(capability);
  }

  private void forget(FakeExchange exchange) {
    open.remove(exchange.head().id(), exchange);
    exchange.cancelNested();
    boolean ends;
    synchronized (this) {
      ends = stopping && open.isEmpty();
    }
    if (ends) {
      stop(Duration.ZERO);
    }
  }

  private void die(WorkerLoss how) {
    synchronized (this) {
      if (loss != null) {
        return;
      }
      loss = how;
    }
    Failure.Kind kind =
        how.kind() == WorkerLoss.Kind.PROTOCOL ? Failure.Kind.PROTOCOL : Failure.Kind.LOST;
    Failure failure = Failure.of(kind, how.reason(), how.cause());
    List<FakeExchange> pending = List.copyOf(open.values());
    pending.forEach(exchange -> exchange.refuse(failure)); // before a running one's end starts them
    pending.forEach(exchange -> exchange.lose(failure));
    threads.close();
    CompletionStage<Void> finished =
        CompletableFuture.allOf(
            pending.stream()
                .map(exchange -> exchange.finished().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    finished.thenRun(() -> lost.complete(how));
  }
}
