package io.snakepit.it;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerStartException;
import io.snakepit.api.WorkerStatus;
import io.snakepit.python.PythonRuntime;
import io.snakepit.stdio.StdioAdapter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** Pools of real Python workers for the tests. */
final class RealPython {

  static final List<String> CARRIERS = List.of("pipes", "socket");

  private RealPython() {}

  /** Starts one pool over stdio with the integration tests' tools. */
  static Snakepit start(Consumer<PoolConfig.Builder> more) {
    return start("auto", more);
  }

  /** Starts one pool over a carrier of stdio with the integration tests' tools. */
  static Snakepit start(String carrier, Consumer<PoolConfig.Builder> more) {
    return Snakepit.builder()
        .pool(
            "default",
            pool -> {
              pool.adapter("stdio").adapterOption("carrier", carrier).tools(file("it_tools.py"));
              more.accept(pool);
            })
        .start();
  }

  /**
   * How a start that takes too long fails. On a busy machine a worker may not come in time to where
   * it stays, or not write in time where it is: then it is given half as much again.
   */
  static WorkerStartException lateStart(String shown, Function<Duration, Snakepit> start) {
    Duration longest = Duration.ofSeconds(20);
    for (Duration budget = Duration.ofSeconds(3); ; budget = budget.multipliedBy(3).dividedBy(2)) {
      Duration given = budget;
      WorkerStartException late =
          catchThrowableOfType(WorkerStartException.class, () -> start.apply(given).close());
      if (late.getMessage().contains(shown) || given.compareTo(longest) > 0) {
        return late;
      }
    }
  }

  /** It as a subject of the contract kit. */
  static RealSubject subject(String carrier, String codec, int concurrency, Path tools) {
    return new RealSubject(
            new StdioAdapter(), new PythonRuntime(), RealCodecs.runtimeOptions(codec), tools)
        .over(carrier)
        .speaking(codec)
        .running(concurrency);
  }

  /** A tool file of the tests. */
  static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(RealPython.class.getResource("/tools/" + name), name).toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The process of a worker. */
  static ProcessHandle process(WorkerStatus worker) {
    return ProcessHandle.of(worker.pid().orElseThrow()).orElseThrow();
  }

  /** Whether a process still runs: a zombie that nobody has reaped yet doesn't. */
  static boolean isAlive(long pid) {
    Path stat = Path.of("/proc/" + pid + "/stat");
    try {
      String text = Files.readString(stat);
      return text.charAt(text.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return Files.isDirectory(Path.of("/proc/self"))
          ? false
          : ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
  }
}
