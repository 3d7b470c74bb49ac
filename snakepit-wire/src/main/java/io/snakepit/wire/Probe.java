package io.snakepit.wire;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks for signs of life, one at a time: who asks while a question is under way shares its answer,
 * so that a worker which doesn't read is sent no second one.
 */
final class Probe {

  private final LongConsumer sender;
  private @Nullable CompletableFuture<Void> pending;
  private long number;
  private @Nullable String gone;

  Probe(LongConsumer sender) {
    this.sender = sender;
  }

  synchronized CompletionStage<Void> ask() {
    if (gone != null) {
      return CompletableFuture.failedStage(new IOException(gone));
    }
    CompletableFuture<Void> answer = pending;
    if (answer == null) {
      answer = new CompletableFuture<>();
      pending = answer;
      number++;
      sender.accept(number);
    }
    return answer.minimalCompletionStage();
  }

  /** As {@link #ask}, with a question that is sent after this: one under way is waited for. */
  CompletionStage<Void> askAnew() {
    CompletableFuture<Void> earlier;
    synchronized (this) {
      earlier = pending;
    }
    return earlier == null ? ask() : earlier.thenCompose(answered -> ask());
  }

  void onReply(long answered) throws WireException {
    CompletableFuture<Void> answer;
    synchronized (this) {
      answer = pending;
      pending = null;
      if (answer == null || answered != number) {
        throw new WireException("an answer to no probe");
      }
    }
    answer.complete(null);
  }

  /** The worker is gone. */
  void fail(String reason) {
    CompletableFuture<Void> answer;
    synchronized (this) {
      gone = reason;
      answer = pending;
      pending = null;
    }
    if (answer != null) {
      answer.completeExceptionally(new IOException(reason));
    }
  }
}
