package io.snakepit.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down the signals of one exchange, and complains when two come at once. */
class RecordingListener implements ExchangeListener {

  final List<String> signals = new CopyOnWriteArrayList<>();
  final List<Payload> items = new CopyOnWriteArrayList<>();
  final CompletableFuture<HostRequest> hostCall = new CompletableFuture<>();
  final CompletableFuture<Failure> failure = new CompletableFuture<>();
  final CompletableFuture<Void> settled = new CompletableFuture<>();
  final CompletableFuture<Thread> itemThread = new CompletableFuture<>();

  private final AtomicInteger inside = new AtomicInteger();

  @Override
  public void onStarted() {
    note("started");
  }

  @Override
  public void onItem(Payload item) {
    items.add(item);
    itemThread.complete(Thread.currentThread());
    note("item " + UTF_8.decode(item.body().duplicate()));
  }

  @Override
  public void onHostCall(HostRequest request) {
    note("host call " + request.tool() + " " + UTF_8.decode(request.arguments().body()));
    hostCall.complete(request);
  }

  @Override
  public void onProgress(Payload progress) {
    note("progress " + UTF_8.decode(progress.body()));
  }

  @Override
  public void onComplete() {
    note("complete");
  }

  @Override
  public void onFailure(Failure why) {
    Payload error = why.error();
    note("failure " + why.kind() + (error == null ? "" : " " + UTF_8.decode(error.body())));
    failure.complete(why);
  }

  @Override
  public void onSettled() {
    note("settled");
    settled.complete(null);
  }

  /** All signals, once the call has settled. */
  List<String> whenSettled() throws Exception {
    settled.get(30, TimeUnit.SECONDS);
    return signals;
  }

  private void note(String signal) {
    if (inside.incrementAndGet() > 1) {
      signals.add("two signals at once");
    }
    signals.add(signal);
    inside.decrementAndGet();
  }
}
