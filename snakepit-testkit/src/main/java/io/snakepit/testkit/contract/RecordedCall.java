package io.snakepit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call under test: records its signals and waits for them. */
final class RecordedCall implements ExchangeListener {

  private final CallHead head;
  private final ContractSubject subject;
  private final OpeningUnderTest opening;
  private final BiConsumer<RecordedCall, HostRequest> host;
  private final Consumer<RecordedCall> onItem;
  private final CompletableFuture<Exchange> exchange = new CompletableFuture<>();
  private final CompletableFuture<Optional<Failure>> outcome = new CompletableFuture<>();
  private final CompletableFuture<HostRequest> asked = new CompletableFuture<>();
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private final AtomicInteger inside = new AtomicInteger();

  private volatile boolean overlapped;

  // guarded by this
  private final List<Signal> signals = new ArrayList<>();
  private final List<Payload> items = new ArrayList<>();

  RecordedCall(
      CallHead head,
      ContractSubject subject,
      OpeningUnderTest opening,
      BiConsumer<RecordedCall, HostRequest> host,
      Consumer<RecordedCall> onItem) {
    this.head = head;
    this.subject = subject;
    this.opening = opening;
    this.host = host;
    this.onItem = onItem;
    opening.began(this);
  }

  // ---- what was seen -------------------------------------------------------------------------

  long id() {
    return head.id();
  }

  boolean hasSettled() {
    return settled.isDone();
  }

  synchronized List<Signal> signals() {
    return List.copyOf(signals);
  }

  long outcomes() {
    return signals().stream().filter(Signal::isOutcome).count();
  }

  long count(Signal signal) {
    return signals().stream().filter(signal::equals).count();
  }

  synchronized List<Payload> items() {
    return List.copyOf(items);
  }

  List<@Nullable Object> values() {
    List<@Nullable Object> values = new ArrayList<>();
    items().forEach(item -> values.add(subject.codec().decode(item)));
    return values;
  }

  /** Whether two signals were delivered at the same time, or one within the other. */
  boolean overlapped() {
    return overlapped;
  }

  /** What it is, and how far it has come. */
  @Override
  public String toString() {
    String inside = head.parent() == 0 ? "" : ", inside call " + head.parent();
    return "call " + head.id() + ", of " + head.tool() + inside + ", after " + signals();
  }

  // ---- the exchange --------------------------------------------------------------------------

  void begun(Exchange with) {
    exchange.complete(with);
  }

  /** Gives credit, also from within a signal that came before {@code begin} had returned. */
  void request(long items) {
    CompletionStage<Exchange> begun = exchange;
    begun.thenAccept(known -> known.request(items));
  }

  void cancel() {
    exchange.join().cancel();
  }

  // ---- waiting -------------------------------------------------------------------------------

  /** Waits for the outcome. */
  Optional<Failure> awaitOutcome() {
    assertThat(outcome)
        .as(() -> "the outcome of " + head.tool() + ", after " + signals())
        .succeedsWithin(subject.patience());
    return outcome.join();
  }

  /** Waits for the outcome, which has to be a failure. */
  Failure awaitFailure() {
    Optional<Failure> ended = awaitOutcome();
    assertThat(ended).as("the failure of %s", head.tool()).isPresent();
    return ended.orElseThrow();
  }

  /** Waits for the outcome, which has to be a result. */
  @Nullable Object awaitValue() {
    awaitSuccess();
    assertThat(items()).as("the items of %s", head.tool()).hasSize(1);
    return subject.codec().decode(items().get(0));
  }

  /** Waits for the outcome, which has to be good. */
  RecordedCall awaitSuccess() {
    Optional<Failure> ended = awaitOutcome();
    assertThat(ended.map(this::describe)).as("the failure of %s", head.tool()).isEmpty();
    return this;
  }

  /** Waits for its first host call. */
  HostRequest awaitHostCall() {
    assertThat(asked)
        .as(() -> "the host call of " + head.tool() + ", after " + signals())
        .succeedsWithin(subject.patience());
    return asked.join();
  }

  RecordedCall awaitSettled() {
    assertThat(settled)
        .as(() -> head.tool() + " settles, after " + signals())
        .succeedsWithin(subject.patience());
    return this;
  }

  RecordedCall awaitSignals(Signal signal, int count) {
    Waits.until("signals " + signal + " of " + head.tool(), subject, () -> count(signal) >= count);
    return this;
  }

  /** Completes with the outcome, on the adapter's thread. */
  CompletionStage<Optional<Failure>> ended() {
    return outcome;
  }

  /** Completes when the call settles, on the adapter's thread. */
  CompletionStage<Void> settled() {
    return settled;
  }

  private String describe(Failure failure) {
    Payload error = failure.error();
    if (error == null) {
      return failure.toString();
    }
    try {
      return String.valueOf(subject.codec().decode(error));
    } catch (RuntimeException unreadable) {
      return failure.kind() + ", whose error can't be read: " + unreadable;
    }
  }

  // ---- the listener --------------------------------------------------------------------------

  @Override
  public void onStarted() {
    enter(Signal.STARTED, () -> {});
  }

  @Override
  public void onItem(Payload item) {
    enter(
        Signal.ITEM,
        () -> {
          synchronized (this) {
            items.add(item);
          }
          onItem.accept(this);
        });
  }

  @Override
  public void onHostCall(HostRequest request) {
    enter(
        Signal.HOST_CALL,
        () -> {
          asked.complete(request);
          host.accept(this, request);
        });
  }

  @Override
  public void onProgress(Payload progress) {
    enter(Signal.PROGRESS, () -> {});
  }

  @Override
  public void onComplete() {
    enter(Signal.COMPLETE, () -> outcome.complete(Optional.empty()));
  }

  @Override
  public void onFailure(Failure failure) {
    opening.failed(head.tool() + ": " + describe(failure));
    enter(Signal.FAILURE, () -> outcome.complete(Optional.of(failure)));
  }

  @Override
  public void onSettled() {
    enter(Signal.SETTLED, () -> settled.complete(null));
  }

  private void enter(Signal signal, Runnable effect) {
    if (inside.incrementAndGet() != 1) {
      overlapped = true;
    }
    synchronized (this) {
      signals.add(signal);
    }
    effect.run();
    inside.decrementAndGet();
  }
}
