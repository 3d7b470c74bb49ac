package io.snakepit.core.generation;

import io.snakepit.api.PoolConfig;
import io.snakepit.core.adapter.AdapterCall;
import io.snakepit.core.adapter.AdapterCalls;
import io.snakepit.core.adapter.HungAdapterException;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.contents.LogContents;
import io.snakepit.core.discovery.AdapterRegistry;
import io.snakepit.core.discovery.AdapterSelection;
import io.snakepit.core.discovery.KnownAdapter;
import io.snakepit.core.discovery.OptionCheck;
import io.snakepit.core.discovery.RuntimeRegistry;
import io.snakepit.core.process.ProcessLauncher;
import io.snakepit.core.process.StderrSink;
import io.snakepit.core.template.WorkerProcesses;
import io.snakepit.core.text.StackPlace;
import io.snakepit.core.time.Spans;
import io.snakepit.core.time.Timer;
import io.snakepit.core.time.Timer.Scheduled;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a pool's configuration into the plan of a generation: chooses, checks and prepares. */
public final class GenerationFactory {

  private static final Logger logger = LoggerFactory.getLogger(GenerationFactory.class);

  private final AdapterRegistry adapters;
  private final RuntimeRegistry runtimes;
  private final Codecs codecs;
  private final ProcessLauncher launcher;
  private final AdapterCalls calls;
  private final Timer timer;

  /**
   * Plans nothing yet.
   *
   * @param adapterThreads where adapters are asked for what they may not return from: has a thread
   *     for each task at once
   */
  public GenerationFactory(
      AdapterRegistry adapters,
      RuntimeRegistry runtimes,
      Codecs codecs,
      ProcessLauncher launcher,
      Executor adapterThreads,
      Timer timer) {
    this.adapters = adapters;
    this.runtimes = runtimes;
    this.codecs = codecs;
    this.launcher = launcher;
    this.calls = new AdapterCalls(adapterThreads, timer);
    this.timer = timer;
  }

  /** Plans a generation. May take minutes when an environment has to be built. */
  public GenerationPlan plan(int number, String pool, PoolConfig config, AdapterChoice choice) {
    WorkerRuntime runtime = runtimes.get(config.runtime());
    OptionCheck.check(
        "runtime '" + runtime.name() + "'", config.runtimeOptions(), runtime.options());
    Adapter adapter =
        AdapterSelection.choose(
            choice.name(),
            adapters.all(),
            runtime,
            config.runtimeOptions(),
            (asked, question) -> ask(pool, config, asked, question));
    OptionCheck.check("adapter '" + adapter.name() + "'", choice.options(), adapter.options());
    config.codecs().forEach(codecs::byName);
    RuntimeRequest request =
        new RuntimeRequest(
            adapter.wire(), adapter.workerSide(runtime.language()), config.runtimeOptions());
    WorkerProcesses processes =
        processes(pool + "-template-" + number, config, prepare(pool, config, runtime, request));
    return new GenerationPlan(
        number, pool, config, adapter, choice.options(), runtime, processes, codecs);
  }

  /**
   * It may take minutes, so that nothing bounds it; of one that takes longer than a worker may, the
   * log says where it is.
   */
  private PreparedRuntime prepare(
      String pool, PoolConfig config, WorkerRuntime runtime, RuntimeRequest request) {
    Duration start = Spans.bounded(config.timeouts().start());
    Thread preparer = Thread.currentThread();
    Scheduled report =
        timer.schedule(
            start.toNanos(),
            () ->
                logger.info(
                    "pool '{}' still waits for its runtime '{}' after {} ms (timeouts.start): it"
                        + " builds something, or hangs, {}",
                    pool,
                    config.runtime(),
                    start.toMillis(),
                    StackPlace.of(preparer.getStackTrace())));
    try {
      return runtime.prepare(request);
    } finally {
      report.cancel();
    }
  }

  /** One that hangs can't be used, whoever it is: the pool may do without it. */
  private KnownAdapter ask(
      String pool, PoolConfig config, Adapter adapter, Supplier<KnownAdapter> question) {
    Duration start = Spans.bounded(config.timeouts().start());
    String name = adapter.name();
    try {
      return calls.answer(
          new AdapterCall.Target(adapter, name, pool),
          "availability",
          question,
          new AdapterCalls.Bound(start, start.toMillis() + " ms (timeouts.start)"));
    } catch (HungAdapterException hung) {
      return KnownAdapter.unusable(adapter, name, String.valueOf(hung.getMessage()));
    }
  }

  private WorkerProcesses processes(String template, PoolConfig config, PreparedRuntime runtime) {
    return new WorkerProcesses(
        template,
        runtime,
        config.environment(),
        launcher,
        StderrSink.of(
            config.limits().stderrLines(), line -> LogContents.forwardLine(line, template)));
  }
}
