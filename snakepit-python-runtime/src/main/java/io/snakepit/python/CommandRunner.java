package io.snakepit.python;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs a short-lived command, bounded in time and in what is kept of its output. */
final class CommandRunner {

  /** Told now and then that a command still runs. */
  @FunctionalInterface
  interface Watcher {
    void stillRunning(Duration elapsed, List<String> lines);
  }

  private static final Watcher NOBODY = (elapsed, lines) -> {};

  /** A grandchild may keep the pipe open after the command has ended. */
  private static final Duration OUTPUT_GRACE = Duration.ofSeconds(3);

  private final Duration watchInterval;

  CommandRunner(Duration watchInterval) {
    this.watchInterval = watchInterval;
  }

  /** Runs a command that reads the input, a short text, to its end. */
  CommandOutput run(List<String> command, String input, Duration limit)
      throws IOException, InterruptedException {
    return run(command, input, limit, NOBODY);
  }

  /** Runs a command that asks nothing to its end. */
  CommandOutput run(List<String> command, Duration limit, Watcher watcher)
      throws IOException, InterruptedException {
    return run(command, Set.of(), limit, watcher);
  }

  /**
   * Runs a command that asks nothing to its end.
   *
   * @param without variables of this process that the command isn't to see
   */
  CommandOutput run(List<String> command, Set<String> without, Duration limit, Watcher watcher)
      throws IOException, InterruptedException {
    return run(command, without, "", limit, watcher);
  }

  /** Runs a command that reads the input, a short text, to its end, telling the watcher. */
  CommandOutput run(List<String> command, String input, Duration limit, Watcher watcher)
      throws IOException, InterruptedException {
    return run(command, Set.of(), input, limit, watcher);
  }

  /**
   * Runs a command to its end. When the time runs out, the thread is interrupted or the JVM ends,
   * the command and its descendants are killed.
   */
  private CommandOutput run(
      List<String> command, Set<String> without, String input, Duration limit, Watcher watcher)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeAll(PythonPlan.REMOVED);
    builder.environment().keySet().removeAll(without);
    OutputTail tail = new OutputTail();
    Process process;
    Thread reader;
    boolean ended = false;
    try (ShutdownKill shutdown = new ShutdownKill()) {
      process = shutdown.start(builder);
      try {
        reader = new Thread(() -> read(process, tail), "snakepit-python-output");
        reader.setDaemon(true);
        reader.start();
        write(process, input);
        ended = waitFor(process, limit, watcher, tail);
      } finally {
        if (!ended) {
          ShutdownKill.kill(process);
        }
      }
    }
    reader.join(OUTPUT_GRACE.toMillis());
    return new CommandOutput(
        ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(), tail.lines());
  }

  private boolean waitFor(Process process, Duration limit, Watcher watcher, OutputTail tail)
      throws InterruptedException {
    long start = System.nanoTime();
    long remaining = limit.toNanos();
    while (remaining > 0) {
      long pause = Math.min(remaining, watchInterval.toNanos());
      if (process.waitFor(pause, TimeUnit.NANOSECONDS)) {
        return true;
      }
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      remaining = limit.minus(elapsed).toNanos();
      watcher.stillRunning(elapsed, tail.lines());
    }
    return false;
  }

  private static void write(Process process, String input) {
    try (Writer stream =
        new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
      stream.write(input);
    } catch (IOException broken) {
      // It ended, or doesn't read. Its exit code and output say more than this would.
    }
  }

  private static void read(Process process, OutputTail tail) {
    char[] buffer = new char[4096];
    try (Reader output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
        tail.append(buffer, count);
      }
    } catch (IOException broken) {
      // The process is gone, and with it the pipe: what came until then is what there is.
    }
  }
}
