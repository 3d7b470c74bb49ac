package io.snakepit.bench;

import io.snakepit.api.Call;
import io.snakepit.api.CallOutcome;
import io.snakepit.api.Pool;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitListener;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a call costs without process and wire: arguments encoded, a worker checked out, the call
 * dispatched and completed, the worker given back. The test kit's worker is part of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class PoolOverhead {

  private static final int MOST_THREADS = 16;

  /** Whether the application is told of each outcome: {@code -p listened=true}. */
  @Param("false")
  public boolean listened;

  private Snakepit pit;
  private Pool pool;

  /** JMH makes it, and calls {@link #start} before anything else. */
  @SuppressWarnings("NullAway.Init")
  public PoolOverhead() {}

  /** Starts a worker for each thread there may be. */
  @Setup
  public void start() {
    SnakepitConfig.Builder builder =
        Snakepit.builder()
            .pool(
                "bench",
                config -> config.adapter(InlineAdapter.NAME).runtime("fake").workers(MOST_THREADS));
    if (listened) {
      builder.listener(new SumOfTimes());
    }
    pit = builder.start();
    pool = pit.pool("bench");
  }

  /** Stops the workers. */
  @TearDown
  public void stop() {
    pit.close();
  }

  /**
   * One thread calls.
   *
   * @return the result
   */
  @Benchmark
  @Threads(1)
  public Result oneThread() {
    return call();
  }

  /**
   * Two threads call.
   *
   * @return the result
   */
  @Benchmark
  @Threads(2)
  public Result twoThreads() {
    return call();
  }

  /**
   * Sixteen threads call.
   *
   * @return the result
   */
  @Benchmark
  @Threads(MOST_THREADS)
  public Result sixteenThreads() {
    return call();
  }

  private Result call() {
    return pool.execute(Call.of(InlineAdapter.TOOL).args(Map.of("a", 2, "b", 3)));
  }

  /** About what a library for metrics does. */
  private static final class SumOfTimes implements SnakepitListener {

    private final LongAdder nanos = new LongAdder();

    @Override
    public void onCallEnded(String pool, CallOutcome outcome) {
      nanos.add(outcome.took().toNanos());
    }
  }
}
