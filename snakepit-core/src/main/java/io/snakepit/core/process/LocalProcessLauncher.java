package io.snakepit.core.process;

import io.snakepit.spi.LaunchPlan;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts processes on this machine, each as the leader of a process group of its own.
 *
 * <p>All are started by one thread that lives as long as the launcher: on Linux a worker's
 * parent-death signal is tied to the <em>thread</em> that started it.
 */
public final class LocalProcessLauncher implements ProcessLauncher {

  private static final Logger logger = LoggerFactory.getLogger(LocalProcessLauncher.class);
  private static final long CLOSE_SECONDS = 5;

  private final Guardian guardian;
  private final Set<LocalProcess> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "snakepit-launcher");
            thread.setDaemon(true);
            return thread;
          });

  /** Creates a launcher under the JVM's guardian. */
  public LocalProcessLauncher() {
    this(Guardian.shared());
  }

  LocalProcessLauncher(Guardian guardian) {
    this.guardian = guardian;
    guardian.hold();
  }

  @Override
  public LaunchedProcess launch(String worker, LaunchPlan plan, StderrSink stderr)
      throws IOException {
    return onStarter(worker, () -> start(worker, plan, stderr));
  }

  @Override
  public LaunchedProcess adopt(
      String worker, Process process, boolean showsStacks, StderrSink stderr) throws IOException {
    return onStarter(worker, () -> watch(worker, process, showsStacks, stderr));
  }

  private LocalProcess onStarter(String worker, Supplier<LocalProcess> task) throws IOException {
    try {
      return CompletableFuture.supplyAsync(task, starter).join();
    } catch (RejectedExecutionException closed) {
      throw new IOException("can't start worker " + worker + ": the launcher is closed", closed);
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof IOException reason) {
        throw new IOException(reason.getMessage(), reason);
      }
      throw failure;
    }
  }

  private LocalProcess start(String worker, LaunchPlan plan, StderrSink stderr) {
    Process process;
    try {
      process = ProcessStart.of(builder(plan));
    } catch (IOException failure) {
      throw new CompletionException(failure);
    }
    LocalProcess launched = watch(worker, process, plan.showsStacks(), stderr);
    logger.debug("worker {} is process {}: {}", worker, process.pid(), plan.command());
    return launched;
  }

  private LocalProcess watch(
      String worker, Process process, boolean showsStacks, StderrSink stderr) {
    // at once, so that a JVM that is killed now leaves nothing behind
    guardian.watch(process.pid());
    try {
      return begin(worker, process, showsStacks, stderr);
    } catch (RuntimeException | Error failure) { // of a process without threads nobody hears again
      process.destroyForcibly();
      guardian.end(process.pid());
      throw new CompletionException(
          new IOException("can't watch the process of worker " + worker + ": " + failure, failure));
    }
  }

  private LocalProcess begin(
      String worker, Process process, boolean showsStacks, StderrSink stderr) {
    LocalProcess launched = new LocalProcess(worker, process, showsStacks, stderr, guardian);
    running.add(launched);
    try {
      launched.begin(() -> running.remove(launched));
    } catch (RuntimeException | Error failure) {
      running.remove(launched);
      throw failure;
    }
    return launched;
  }

  private static ProcessBuilder builder(LaunchPlan plan) throws IOException {
    List<String> command = plan.command();
    ProcessBuilder builder =
        new ProcessBuilder(plan.makesGroup() ? command : ProcessGroups.leading(command));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(plan.removedVariables());
    environment.putAll(plan.environment());
    plan.directory().ifPresent(directory -> builder.directory(directory.toFile()));
    if (!Platform.IS_WINDOWS) {
      // setsid would start, and say so only on stderr; and this says it better than the JDK
      File directory = builder.directory();
      Executables.require(
          command.get(0),
          environment.get("PATH"),
          directory == null ? new File("").toPath() : directory.toPath());
    }
    return builder;
  }

  @Override
  public synchronized void close() {
    if (starter.isShutdown()) {
      return;
    }
    // what was asked for before is started and then killed as well
    CompletableFuture.runAsync(starter::shutdown, starter).join();
    CompletableFuture<?>[] exits =
        running.stream()
            .map(process -> process.exit().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    running.forEach(LocalProcess::kill);
    boolean interrupted = Thread.interrupted(); // they end in a moment all the same
    try {
      CompletableFuture.allOf(exits).get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException now) {
      interrupted = true;
    } catch (TimeoutException | ExecutionException late) {
      running.forEach(
          process ->
              logger.warn("{} is still there {} s after it was killed", process, CLOSE_SECONDS));
    } finally {
      guardian.release();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
