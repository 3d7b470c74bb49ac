package io.snakepit.testkit.contract;

import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.WorkerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A process for authors who have no launcher: one of the JDK's, killed with its descendants. */
final class TestProcess implements WorkerProcess {

  /** How the JDK reports the end by a signal: 128 and its number. */
  private static final int SIGNAL_BASE = 128;

  /**
   * Starts all processes: on Linux a worker may ask for a signal when its parent is gone, and the
   * kernel counts the thread that started it as the parent.
   */
  private static final ExecutorService starter =
      Executors.newSingleThreadExecutor(
          code -> {
            Thread thread = new Thread(code, "process-starter");
            thread.setDaemon(true);
            return thread;
          });

  private final Process process;
  private final CompletionStage<ProcessExit> exit;

  private TestProcess(Process process) {
    this.process = process;
    this.exit = process.onExit().thenApply(ended -> exit(ended.exitValue()));
  }

  static TestProcess start(String worker, LaunchPlan plan, Consumer<String> stderr)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(plan.command());
    builder.environment().keySet().removeAll(plan.removedVariables());
    builder.environment().putAll(plan.environment());
    plan.directory().ifPresent(directory -> builder.directory(directory.toFile()));
    Process process = start(builder);
    Thread drain = new Thread(() -> drain(process, stderr), "stderr-" + worker);
    drain.setDaemon(true);
    drain.start();
    return new TestProcess(process);
  }

  private static Process start(ProcessBuilder builder) throws IOException {
    try {
      return starter.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a process was to start", e);
    }
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(process.pid());
  }

  @Override
  public OutputStream stdin() {
    return process.getOutputStream();
  }

  @Override
  public InputStream stdout() {
    return process.getInputStream();
  }

  @Override
  public void interrupt() {
    process.toHandle().destroy(); // Process.destroy would close the streams as well
  }

  @Override
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }

  @Override
  public CompletionStage<ProcessExit> exit() {
    return exit;
  }

  private static ProcessExit exit(int status) {
    return status > SIGNAL_BASE
        ? new ProcessExit(OptionalInt.empty(), "signal " + (status - SIGNAL_BASE))
        : new ProcessExit(OptionalInt.of(status), null);
  }

  private static void drain(Process process, Consumer<String> stderr) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        stderr.accept(line);
      }
    } catch (IOException e) {
      stderr.accept("(stderr can't be read any further: " + e + ")");
    }
  }
}
