package io.snakepit.cli.doctor;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.TimeoutConfig;
import io.snakepit.spi.Inventory;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Looks at everything that a call needs, from Java to a worker that serves one. */
public final class Examination {

  private static final String PYTHON = "python";

  /** Some configure a start without a bound. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private Examination() {}

  /**
   * Everything that was found, in the order in which it matters.
   *
   * @param config pools to try
   * @param hasTools whether they have their own tools, as in a file; else the examination brings
   *     its own for Python
   * @param listener is told each as soon as it is known
   */
  public static List<Finding> findings(
      SnakepitConfig config, boolean hasTools, Consumer<Finding> listener) {
    Findings findings = new Findings(listener);
    findings.add(java());
    try (Inventory inventory = Inventory.take(config.plugins())) {
      new Providers(config, new Question(patience(config)), findings).examine(inventory);
    } catch (SnakepitException failure) {
      findings.add(Finding.broken("adapter", "any", String.valueOf(failure.getMessage()), ""));
      return findings.all();
    }
    PoolConfig pool = config.pools().get(Snakepit.DEFAULT_POOL);
    if (hasTools || pool == null || !pool.runtime().equals(PYTHON)) {
      PoolTrials.run(config, findings);
    } else {
      TrialWorker.run(config, pool, findings);
    }
    return findings.all();
  }

  /** As long as a worker may take to start: it is what one that doesn't come is waited for. */
  private static Duration patience(SnakepitConfig config) {
    Duration start =
        config.pools().values().stream()
            .map(pool -> pool.timeouts().start())
            .reduce(TimeoutConfig.defaults().start(), (a, b) -> a.compareTo(b) < 0 ? b : a);
    return start.compareTo(LONGEST) < 0 ? start : LONGEST;
  }

  /** Whether a worker has served a call, or each pool that was tried could. */
  public static boolean isCallServed(List<Finding> findings) {
    List<Finding.State> trials =
        findings.stream()
            .filter(it -> it.area().equals(TrialWorker.AREA) || it.area().equals(PoolTrials.AREA))
            .map(Finding::state)
            .toList();
    return trials.contains(Finding.State.OK) && !trials.contains(Finding.State.BROKEN);
  }

  private static Finding java() {
    return Finding.ok(
        "java",
        System.getProperty("java.version"),
        System.getProperty("java.vm.name")
            + " "
            + Runtime.version()
            + " in "
            + System.getProperty("java.home"));
  }
}
