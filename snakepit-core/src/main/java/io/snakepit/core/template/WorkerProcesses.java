package io.snakepit.core.template;

import io.snakepit.api.WorkerStartException;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.process.ProcessLauncher;
import io.snakepit.core.process.StderrSink;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.PreparedRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of a generation's workers: forked from a template where its runtime has one,
 * started otherwise. Any number of threads.
 */
public final class WorkerProcesses implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(WorkerProcesses.class);

  private final String template;
  private final PreparedRuntime runtime;
  private final Map<String, String> environment;
  private final ProcessLauncher launcher;
  private final StderrSink templateStderr;

  // guarded by this
  private @Nullable Template current;
  private boolean unfit;
  private boolean closed;

  /**
   * Starts nothing yet.
   *
   * @param template the template's name, for logs and errors
   * @param runtime what plans the processes
   * @param environment variables to set beside those of the plans
   * @param launcher starts them
   * @param templateStderr receives what the template writes to its descriptor 2
   */
  public WorkerProcesses(
      String template,
      PreparedRuntime runtime,
      Map<String, String> environment,
      ProcessLauncher launcher,
      StderrSink templateStderr) {
    this.template = template;
    this.runtime = runtime;
    this.environment = environment;
    this.launcher = launcher;
    this.templateStderr = templateStderr;
  }

  /**
   * Starts one. Blocks until it is there: the first of a template waits for that.
   *
   * @param worker its id
   * @param arguments for the worker side's entry point
   * @param budget how long the template may take
   * @param stderr receives what the process writes to its descriptor 2
   * @throws IOException when it can't be started
   * @throws WorkerStartException when the template can't load what it is to
   */
  public LaunchedProcess start(
      String worker, List<String> arguments, Duration budget, StderrSink stderr)
      throws IOException {
    Optional<LaunchPlan> wanted = runtime.template();
    if (wanted.isPresent()) {
      Template present = template(wanted.get().withEnvironment(environment));
      if (present != null) {
        try {
          present.awaitReady(budget);
          return fork(present, worker, arguments, budget, stderr);
        } catch (UnfitTemplateException reason) {
          giveUpForking(reason);
        }
      }
    }
    return launcher.launch(worker, runtime.plan(arguments).withEnvironment(environment), stderr);
  }

  /** The template, started if need be; null when forking isn't for this generation. */
  private synchronized @Nullable Template template(LaunchPlan plan) throws IOException {
    if (unfit) {
      return null;
    }
    if (closed) {
      throw new IOException("its generation is over");
    }
    Template present = current;
    if (present == null || !present.serves(plan)) {
      if (present != null) {
        present.retire();
      }
      present = begin(plan);
      current = present;
    }
    return present;
  }

  private Template begin(LaunchPlan plan) throws IOException {
    LaunchedProcess process = launcher.launch(template, plan, templateStderr);
    try {
      return new Template(template, plan, process);
    } catch (RuntimeException | Error failure) { // no thread to be had: nobody would end it
      process.kill();
      throw failure;
    }
  }

  private synchronized void giveUpForking(UnfitTemplateException reason) {
    if (!unfit) {
      unfit = true;
      logger.warn(
          "{} can't fork workers, so each is started by itself and loads everything for itself: {}",
          template,
          reason.getMessage());
    }
  }

  private LaunchedProcess fork(
      Template from, String worker, List<String> arguments, Duration budget, StderrSink stderr)
      throws IOException, UnfitTemplateException {
    Template.Forked forked = from.fork(arguments, budget);
    try {
      LaunchedProcess process =
          launcher.adopt(worker, forked.process(), from.showsStacks(), stderr);
      forked.orphaned().thenAccept(reason -> process.addToTail("snakepit: " + reason));
      from.go(forked);
      return process;
    } catch (IOException | RuntimeException | Error failure) {
      from.drop(forked);
      throw failure;
    }
  }

  /** Starts nothing any more. The template ends with the last worker that it has forked. */
  @Override
  public synchronized void close() {
    closed = true;
    Template last = current;
    current = null;
    if (last != null) {
      last.retire();
    }
  }
}
