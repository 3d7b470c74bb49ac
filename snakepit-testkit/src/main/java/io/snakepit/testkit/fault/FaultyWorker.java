package io.snakepit.testkit.fault;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerLoss;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A worker that fails by plan. */
final class FaultyWorker implements Worker {

  private final Worker real;
  private final @Nullable FaultyOutput output;
  private final FaultPlan plan;
  private final CompletionStage<WorkerLoss> lost;

  /** The calls that the real worker doesn't know. */
  private final Set<FaultyCall> held = ConcurrentHashMap.newKeySet();

  /** How the fault looks that has ended this worker; null when none has. */
  private volatile @Nullable WorkerLoss injected;

  /** What calls fail with that begin when nobody buries them any more; null before. */
  private volatile @Nullable Failure gone;

  FaultyWorker(Worker real, @Nullable FaultyOutput output, FaultPlan plan) {
    this.real = real;
    this.output = output;
    this.plan = plan;
    this.lost = real.lost().thenApply(this::bury);
  }

  @Override
  public WorkerInfo info() {
    return real.info();
  }

  @Override
  public Exchange begin(CallHead head, Payload arguments, ExchangeListener listener) {
    Fault fault = plan.take(head.tool());
    if (fault == null) {
      return real.begin(head, arguments, listener);
    }
    return switch (fault.kind()) {
      case HANG -> hold(new HangingCall(head, listener));
      case CRASH -> end(head, listener, WorkerLoss.Kind.GONE, "was crashed by an injected fault");
      case SLOW -> {
        DelayedCall call = new DelayedCall(real, head, arguments, listener);
        hold(call);
        call.beginAfter(fault.delay());
        yield call;
      }
      case GARBAGE ->
          output != null && output.garble()
              ? real.begin(head, arguments, listener)
              : end(head, listener, WorkerLoss.Kind.PROTOCOL, "sent injected garbage");
      case HALF_FRAME ->
          output != null && output.breakOff()
              ? real.begin(head, arguments, listener)
              : end(head, listener, WorkerLoss.Kind.GONE, "broke off in an injected half frame");
    };
  }

  /** The worker ends with the call, as by itself. */
  private Exchange end(
      CallHead head, ExchangeListener listener, WorkerLoss.Kind kind, String reason) {
    Exchange call = hold(new HangingCall(head, listener));
    injected = new WorkerLoss(kind, reason, null);
    // Not on this thread: a loss that is told on it means that the call never reached a worker.
    CompletableFuture.runAsync(() -> real.stop(Duration.ZERO));
    return call;
  }

  private Exchange hold(FaultyCall call) {
    held.add(call);
    call.released().thenRun(() -> held.remove(call));
    Failure failure = gone;
    if (failure != null) {
      call.lose(failure);
    }
    return call;
  }

  /** Ends what the real worker doesn't know, so that all calls have ended when the worker has. */
  private WorkerLoss bury(WorkerLoss real) {
    WorkerLoss fault = injected;
    WorkerLoss loss = fault == null ? real : fault;
    Failure.Kind kind =
        loss.kind() == WorkerLoss.Kind.PROTOCOL ? Failure.Kind.PROTOCOL : Failure.Kind.LOST;
    Failure failure = Failure.of(kind, loss.reason(), loss.cause());
    gone = failure;
    List.copyOf(held).forEach(call -> call.lose(failure));
    return loss;
  }

  @Override
  public CompletionStage<Void> probe() {
    return real.probe();
  }

  @Override
  public void stop(Duration grace) {
    real.stop(grace);
  }

  @Override
  public CompletionStage<WorkerLoss> lost() {
    return lost;
  }
}
