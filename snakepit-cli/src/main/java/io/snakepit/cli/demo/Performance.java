package io.snakepit.cli.demo;

import io.snakepit.api.Call;
import io.snakepit.api.CallCancelledException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Pool;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.WorkerStatus;
import io.snakepit.cli.pool.OnePool;
import io.snakepit.cli.pool.PackagedTools;
import io.snakepit.cli.terminal.ProgressBar;
import io.snakepit.cli.terminal.StatusLine;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The story with one workload: start, load, train, classify with an accident, compare. */
final class Performance {

  private static final int WORKERS = 4;

  /** Importing a scientific library takes its time on a small machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Story story;
  private final Workload workload;

  Performance(Story story, Workload workload) {
    this.story = story;
    this.workload = workload;
  }

  /** Plays all chapters and tells whether every item was classified, and well. */
  boolean play() {
    try (PackagedTools tools = PackagedTools.unpack(Workload.class, workload.toolFile())) {
      PoolConfig.Builder pool =
          PoolConfig.builder()
              .tools(tools.file())
              .workers(WORKERS)
              .timeouts(timeouts -> timeouts.withStart(PATIENCE));
      workload.equip(pool);
      story.chapter("Start " + WORKERS + " workers: " + workload.title());
      long start = System.nanoTime();
      String model = tools.folder().resolve("model").toString();
      return OnePool.use(pool.build(), pit -> play(pit.defaultPool(), start, model));
    }
  }

  private boolean play(Pool pool, long start, String model) {
    try {
      meet(pool, start);
      DataSet data = load(pool);
      train(pool, model);
      boolean isGood = new AccidentChapter(story, workload, pool, data, model).play();
      return compare(pool, data, model) && isGood;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException(ErrorCode.INTERRUPTED, "interrupted");
    }
  }

  private void meet(Pool pool, long start) throws InterruptedException {
    story.tell("first worker ready after %.1f s, environment included", secondsSince(start));
    try (ProgressBar bar = new ProgressBar(StatusLine.stderr(), "workers", WORKERS)) {
      Waiting.until(
          () -> {
            int ready = pool.stats().workers();
            bar.update(ready, ready + " of " + WORKERS + " ready");
            return ready >= WORKERS;
          },
          PATIENCE);
    }
    story.tell("all %d after %.1f s:", pool.stats().workers(), secondsSince(start));
    for (WorkerStatus worker : pool.workers()) {
      story.tell(
          "  %-12s %s over %s, pid %d, %d MiB",
          worker.id(),
          worker.runtime(),
          worker.adapter(),
          worker.pid().orElse(-1),
          worker.residentBytes().orElse(0) >> 20);
    }
  }

  private DataSet load(Pool pool) {
    story.chapter("The data set");
    DataSet data = workload.dataSet(pool.execute("data_set", workload.source()));
    story.tell(
        "%,d %s came from a worker; training doesn't see %,d of them",
        data.size(), workload.items(), data.heldOut().cardinality());
    return data;
  }

  private void train(Pool pool, String model) {
    int epochs = workload.epochs();
    story.chapter("Train on one worker, epoch by epoch as a stream");
    Call call = Call.of("train").arg("model", model).arg("epochs", epochs).args(workload.source());
    long start = System.nanoTime();
    String last = "";
    try (ResultStream stream = pool.executeStream(call);
        ProgressBar bar = new ProgressBar(StatusLine.stderr(), "training", epochs)) {
      for (Result result : stream) {
        Epoch epoch = result.as(Epoch.class);
        last = epoch.text();
        bar.update(epoch.epoch(), last);
      }
    }
    story.tell("%d epochs in %.1f s: %s", epochs, secondsSince(start), last);
  }

  /** What {@code train} yields; not every classifier has a loss. */
  private record Epoch(int epoch, @Nullable Double loss, double accuracy) {

    String text() {
      String right = String.format(Locale.ROOT, "%.1f %% of the unseen are right", 100 * accuracy);
      return loss == null ? right : String.format(Locale.ROOT, "loss %.3f, %s", loss, right);
    }
  }

  private boolean compare(Pool pool, DataSet data, String model) throws InterruptedException {
    story.chapter("The same again, " + Form.LISTS.title() + " against " + Form.BINARY.title());
    FormRace race = FormRace.run(form -> new Classification(pool, workload, data, form, model));
    for (Form form : Form.values()) {
      story.tell(
          "%-18s  %,7.0f %s/s  (median of %d runs)",
          form.title(), race.speed(form), workload.items(), FormRace.rounds());
    }
    story.tell(
        "binary is %.2f times as fast in this run",
        race.speed(Form.BINARY) / race.speed(Form.LISTS));
    boolean isGood =
        race.outcomes().stream().allMatch(outcome -> new Verdict(workload, data, outcome).isGood());
    story.tell(isGood ? "every run gave every answer" : "some runs did not give every answer");
    return isGood;
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
