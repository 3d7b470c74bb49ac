package io.snakepit.cli.demo;

import io.snakepit.api.Call;
import io.snakepit.api.Pool;
import io.snakepit.api.Result;
import io.snakepit.api.TypeRef;
import io.snakepit.cli.pool.Latencies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Every item classified once, batch by batch, with several batches in flight. */
final class Classification {

  private static final TypeRef<List<Integer>> LABELS = new TypeRef<>() {};

  private final Pool pool;
  private final DataSet data;
  private final Form form;
  private final Call call;
  private final int batchSize;
  private final Semaphore flights;

  private final int[] predicted;
  private final int[] answers;
  private final Latencies latencies;
  private final AtomicInteger classified = new AtomicInteger();
  private final List<CompletableFuture<Result>> calls = new ArrayList<>();
  private final List<CompletableFuture<?>> noted = new ArrayList<>();

  /**
   * Prepares a run over all items.
   *
   * @param model where the training left its model
   */
  Classification(Pool pool, Workload workload, DataSet data, Form form, String model) {
    this.pool = pool;
    this.data = data;
    this.form = form;
    this.call = Call.of("classify").arg("model", model).idempotent();
    this.batchSize = workload.batchSize();
    int workers = Math.max(1, pool.stats().workers()); // all may just be being replaced
    this.flights = new Semaphore(2 * workers);
    this.predicted = new int[data.size()];
    this.answers = new int[data.size()];
    this.latencies = new Latencies(data.size());
  }

  /**
   * What came out.
   *
   * @param predicted each item's label, as the workers said
   * @param answers how many answers came for each item
   * @param seconds how long it took in all
   * @param latencies how long each batch took, queueing included
   */
  record Outcome(
      List<Integer> predicted, List<Integer> answers, double seconds, Latencies latencies) {

    double itemsPerSecond() {
      return predicted.size() / seconds;
    }
  }

  /**
   * Classifies all items.
   *
   * @param onClassified is told how many are done, between batches, on this thread
   * @throws InterruptedException when the thread is interrupted; what is in flight is cancelled
   */
  Outcome run(IntConsumer onClassified) throws InterruptedException {
    long start = System.nanoTime();
    try {
      for (int from = 0; from < data.size(); from += batchSize) {
        flights.acquire();
        begin(from, Math.min(from + batchSize, data.size()));
        onClassified.accept(classified.get());
      }
      CompletableFuture.allOf(noted.toArray(CompletableFuture<?>[]::new)).get();
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new CompletionException(failure.getCause());
    } finally {
      calls.forEach(pending -> pending.cancel(false));
    }
    onClassified.accept(classified.get());
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Outcome(listOf(predicted), listOf(answers), seconds, latencies);
  }

  private synchronized List<Integer> listOf(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private void begin(int from, int to) {
    long start = System.nanoTime();
    CompletableFuture<Result> answer =
        pool.executeAsync(call.arg("items", data.items().slice(form, from, to)));
    answer.whenComplete((result, failure) -> flights.release());
    calls.add(answer);
    noted.add(
        answer.thenAccept(
            result -> {
              latencies.add(System.nanoTime() - start);
              note(from, result.as(LABELS));
            }));
  }

  private synchronized void note(int from, List<Integer> labels) {
    for (int offset = 0; offset < labels.size(); offset++) {
      predicted[from + offset] = labels.get(offset);
      answers[from + offset]++;
    }
    classified.addAndGet(labels.size());
  }
}
