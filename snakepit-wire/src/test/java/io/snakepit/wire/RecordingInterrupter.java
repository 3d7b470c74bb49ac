package io.snakepit.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Interrupts nothing, and runs what is for later when the test says so. */
final class RecordingInterrupter extends Interrupter {

  final CompletableFuture<Void> looked = new CompletableFuture<>();
  final List<Long> pauses = new ArrayList<>();
  final Deque<FutureTask<Void>> later = new ArrayDeque<>();
  int nudges;

  RecordingInterrupter() {
    super(() -> {}, new Probe(number -> {}));
  }

  @Override
  void nudge() {
    nudges++;
  }

  @Override
  CompletionStage<Void> hasLooked() {
    return looked;
  }

  @Override
  Future<?> later(long millis, Runnable task) {
    FutureTask<Void> future = new FutureTask<>(task, null);
    pauses.add(millis);
    later.add(future);
    return future;
  }

  /** The next pause has passed. */
  void pass() {
    later.remove().run();
  }
}
