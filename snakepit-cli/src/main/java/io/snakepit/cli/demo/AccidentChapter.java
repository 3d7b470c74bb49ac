package io.snakepit.cli.demo;

import io.snakepit.api.Pool;
import io.snakepit.api.PoolStats;
import io.snakepit.cli.terminal.ProgressBar;
import io.snakepit.cli.terminal.StatusLine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Every item classified by all workers, one of which is killed on the way. */
final class AccidentChapter {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Story story;
  private final Workload workload;
  private final Pool pool;
  private final DataSet data;
  private final String model;

  private @Nullable CompletableFuture<Victim> victim;

  AccidentChapter(Story story, Workload workload, Pool pool, DataSet data, String model) {
    this.story = story;
    this.workload = workload;
    this.pool = pool;
    this.data = data;
    this.model = model;
  }

  /** Plays it and tells whether every item was classified, and well. */
  boolean play() throws InterruptedException {
    story.chapter("Classify everything, and kill a worker in the middle of it");
    PoolStats before = pool.stats();
    Classification classification = new Classification(pool, workload, data, Form.LISTS, model);
    Classification.Outcome outcome;
    try (ProgressBar bar = new ProgressBar(StatusLine.stderr(), "classifying", data.size())) {
      outcome =
          classification.run(
              classified -> {
                bar.update(classified, classified + " " + workload.items());
                killAtHalf(classified);
              });
    }
    story.tell(
        "%,.0f %s/s; a batch of %d took %s, waiting included",
        outcome.itemsPerSecond(),
        workload.items(),
        workload.batchSize(),
        outcome.latencies().text());
    if (victim != null) {
      tellAccident(victim.join(), before);
    }
    return new Verdict(workload, data, outcome).tell(story) && victim != null;
  }

  private void killAtHalf(int classified) {
    if (victim == null && classified >= data.size() / 2) {
      victim = CompletableFuture.supplyAsync(() -> Victim.killOne(pool));
    }
  }

  private void tellAccident(Victim killed, PoolStats before) throws InterruptedException {
    boolean isReplaced = Waiting.until(() -> pool.stats().started() > before.started(), PATIENCE);
    story.tell(
        "worker %s (pid %d) was killed with SIGKILL while it was %s; workers lost: %d",
        killed.worker().id(),
        killed.worker().pid().orElse(-1),
        killed.worker().state(),
        pool.stats().lost() - before.lost());
    story.tell(
        "batches that were run again elsewhere: %d", pool.stats().retried() - before.retried());
    if (isReplaced) {
      story.tell("a new worker was ready %.1f s after the kill", killed.secondsSince());
    }
  }
}
