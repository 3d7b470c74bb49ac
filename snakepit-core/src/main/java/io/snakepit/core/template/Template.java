package io.snakepit.core.template;

import io.snakepit.api.WorkerStartException;
import io.snakepit.core.contents.TemplateReport;
import io.snakepit.core.contents.TemplateReports;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.text.Causes;
import io.snakepit.core.text.Counts;
import io.snakepit.core.time.Spans;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.ProcessExit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that has loaded what workers need, and forks them. It outlives them: it is their
 * parent, and tells of their ends. Any number of threads.
 */
final class Template {

  private static final Logger logger = LoggerFactory.getLogger(Template.class);

  /** So long before its time is over a template shows what it does; that takes less. */
  private static final long STACKS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long EXIT_SECONDS = 1;
  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final LaunchPlan plan;
  private final LaunchedProcess process;
  private final Orders orders;
  private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
  private final Forks forks = new Forks();
  private volatile boolean retired;

  /**
   * Begins to listen to it.
   *
   * @param plan what it was started by
   */
  Template(String name, LaunchPlan plan, LaunchedProcess process) {
    this.name = name;
    this.plan = plan;
    this.process = process;
    this.orders = new Orders(name, process);
    Thread reader = new Thread(this::read, "snakepit-template-" + name);
    reader.setDaemon(true);
    reader.start();
    process.exit().thenRun(() -> endAfter(reader));
  }

  /** Whether it may fork workers that would be started by this plan. */
  boolean serves(LaunchPlan wanted) {
    return forks.isOpen() && plan.equals(wanted);
  }

  boolean showsStacks() {
    return plan.showsStacks();
  }

  /**
   * Waits until it can fork. One that takes longer is ended.
   *
   * @throws UnfitTemplateException when it never will
   * @throws WorkerStartException when it couldn't load what it was to
   * @throws IOException when it has ended, or takes too long
   */
  void awaitReady(Duration budget) throws IOException, UnfitTemplateException {
    long nanos = Spans.nanos(budget);
    try {
      if (!isDoneWithin(ready, nanos - STACKS_NANOS)) {
        process.showStacks();
        if (!isDoneWithin(ready, Math.min(nanos, STACKS_NANOS))) {
          retire();
          throw new IOException(
              "its template isn't ready after "
                  + budget.toMillis()
                  + " ms (timeouts.start); is it loading something large?"
                  + lastLines());
        }
      }
    } catch (ExecutionException failure) {
      Throwable reason = Causes.of(failure);
      if (reason instanceof UnfitTemplateException unfit) {
        throw unfit;
      }
      if (reason instanceof WorkerStartException known) {
        throw known;
      }
      throw new IOException(reason.getMessage(), reason);
    }
  }

  private static boolean isDoneWithin(CompletableFuture<?> future, long nanos)
      throws IOException, ExecutionException {
    try {
      future.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while its template was waited for", interrupted);
    }
  }

  private String lastLines() {
    return linesSince(0);
  }

  private String linesSince(long before) {
    List<String> lines = process.stderrTail(before);
    return lines.isEmpty() ? "" : "\n  " + String.join("\n  ", lines);
  }

  /**
   * Forks a process, which waits until it is told to {@link #go}.
   *
   * @param arguments for the worker's entry point
   * @throws UnfitTemplateException when what it forks can't be reached
   * @throws IOException when none can be had in time; a template that doesn't answer forks no more
   */
  Forked fork(List<String> arguments, Duration budget) throws IOException, UnfitTemplateException {
    Fork fork = new Fork();
    int number = forks.add(fork);
    long linesBefore = process.stderrLines();
    try {
      orders.fork(number, arguments);
      long pid = fork.pid().get(Spans.nanos(budget), TimeUnit.NANOSECONDS);
      return new Forked(number, ForkedProcess.open(pid, fork.exit()), fork.orphaned());
    } catch (TimeoutException late) {
      orders.drop(number);
      throw tooLate(fork, budget, linesBefore, late);
    } catch (ExecutionException failure) {
      throw new IOException(Causes.of(failure).getMessage(), failure);
    } catch (InterruptedException interrupted) {
      orders.drop(number);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while its template forked it", interrupted);
    } catch (UnfitTemplateException unreachable) {
      orders.drop(number);
      retire();
      throw unreachable;
    } catch (IOException | RuntimeException | Error failure) {
      orders.drop(number);
      throw failure;
    }
  }

  /** Of one that was dropped: whether it is that process which hangs, or its template. */
  private IOException tooLate(Fork fork, Duration budget, long linesBefore, TimeoutException late)
      throws IOException {
    if (isAnswered(fork)) {
      return new IOException(
          "the process that its template "
              + name
              + " has forked is still in a hook of fork after "
              + budget.toMillis()
              + " ms (timeouts.start); does it hang there?"
              + linesSince(linesBefore),
          late);
    }
    fork.fail(late); // even if it answers some time
    retire();
    return new IOException(
        "its template " + name + " doesn't answer" + linesSince(linesBefore), late);
  }

  /** A template that works tells at least of the end of what it was to drop. */
  private boolean isAnswered(Fork dropped) throws IOException {
    try {
      if (isDoneWithin(dropped.pid(), ANSWER_NANOS)) {
        return true;
      }
      process.showStacks();
      return isDoneWithin(dropped.pid(), STACKS_NANOS);
    } catch (ExecutionException ended) {
      return true;
    }
  }

  /**
   * A process that waits.
   *
   * @param number of the order
   * @param process it
   * @param orphaned completed, before its exit, with the reason when it ends with its template
   */
  record Forked(int number, ForkedProcess process, CompletableFuture<String> orphaned) {}

  /** Lets it be a worker. */
  void go(Forked forked) throws IOException {
    orders.go(forked.number());
  }

  /** Ends one that waits. */
  void drop(Forked forked) {
    orders.drop(forked.number());
  }

  /** Forks no more, and ends when nothing is left that it has forked. Idempotent. */
  void retire() {
    retired = true;
    forks.close();
    endWhenOver();
  }

  private void endWhenOver() {
    if (forks.areOver()) {
      process.kill();
    }
  }

  // ---- what it says --------------------------------------------------------------------------

  private void read() {
    String how;
    try {
      TemplateReports reports = new TemplateReports(name, process.stdout());
      TemplateReport report;
      while ((report = reports.next()) != null) {
        on(report);
      }
      forks.close(); // who asks from now on is for another
      how = exit();
    } catch (IOException | RuntimeException damaged) {
      how = "makes no sense: " + damaged.getMessage();
      logger.debug("template {}", name, damaged);
    } catch (Error unread) { // no memory, say: nobody else hears what it says
      how = "can't be read: " + unread;
      logger.warn("template {} can't be read", name, unread);
    }
    end(how);
    process.kill();
  }

  /** It is gone; what it started and left behind may keep its stdout from ending. */
  private void endAfter(Thread reader) {
    try {
      reader.join(TimeUnit.SECONDS.toMillis(EXIT_SECONDS));
    } catch (InterruptedException now) {
      Thread.currentThread().interrupt();
    }
    end(exit());
  }

  private void on(TemplateReport report) throws IOException {
    if (report instanceof TemplateReport.Ready) {
      ready.complete(null);
    } else if (report instanceof TemplateReport.Unfit unfit) {
      retire(); // it may wait for the threads that make it unfit
      ready.completeExceptionally(new UnfitTemplateException(String.valueOf(unfit.reason())));
    } else if (report instanceof TemplateReport.Failed failed) {
      retire();
      ready.completeExceptionally(failed.exception());
    } else if (report instanceof TemplateReport.Forked forked) {
      forks.get(forked.fork()).pid().complete(forked.pid());
    } else if (report instanceof TemplateReport.NotForked refused) {
      forks
          .remove(refused.fork())
          .fail(new IOException("its template can't fork it: " + refused.reason()));
      endWhenOver();
    } else if (report instanceof TemplateReport.Ended gone) {
      on(gone);
    }
  }

  private void on(TemplateReport.Ended gone) throws IOException {
    Fork fork = forks.remove(gone.fork());
    Integer signal = gone.signal();
    Integer status = gone.status();
    if (signal != null) {
      fork.signalled(signal);
    } else {
      fork.exited(status == null ? 0 : status);
    }
    endWhenOver();
  }

  /** How it ended, which is known a moment after its last word; so are its last lines. */
  private String exit() {
    CompletableFuture<ProcessExit> exit = process.exit().toCompletableFuture();
    try {
      CompletableFuture.allOf(exit, process.stderrDrained().toCompletableFuture())
          .get(EXIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException nobodysReason) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException unknown) {
      logger.debug("template {} left something behind that holds its stderr, or stays", name);
    }
    return exit.isDone() ? process.describe(exit.join()) : "has ended";
  }

  /** Idempotent. */
  private void end(String end) {
    String how = "its template " + name + " " + end;
    List<Fork> left = forks.clear(how);
    if (!retired && !left.isEmpty()) {
      logger.warn(
          "{}, and what it forked ends with it: {}", how, Counts.of(left.size(), "process"));
    }
    IOException gone = new IOException(how + lastLines());
    ready.completeExceptionally(gone);
    for (Fork fork : left) {
      fork.fail(gone);
      fork.orphan(how);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
