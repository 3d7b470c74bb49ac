package io.snakepit.cli.doctor;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.Inventory;
import io.snakepit.spi.Inventory.Item;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at everything that a call needs, from Java to a worker that serves one. */
public final class Examination {

  private static final String PYTHON = "python";

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
      addProviders(inventory, config, findings);
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

  private static void addProviders(Inventory inventory, SnakepitConfig config, Findings findings) {
    inventory
        .unloadable()
        .forEach(
            one ->
                findings.add(Finding.broken("provider", one.name(), one.reason(), one.remedy())));
    inventory.adapters().forEach(adapter -> findings.add(adapter(adapter)));
    if (inventory.adapters().isEmpty()) {
      findings.add(
          Finding.broken(
              "adapter", "any", "none on the class path", "add io.snakepit:snakepit-stdio"));
    }
    for (Item<WorkerRuntime> runtime : inventory.runtimes()) {
      inventory.adapters().stream()
          .map(Item::provider)
          .filter(adapter -> answer(adapter::availability).isUsable())
          .forEach(adapter -> findings.add(runtime(runtime.provider(), adapter, config)));
    }
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

  private static Finding adapter(Item<Adapter> item) {
    Adapter adapter = item.provider();
    Availability availability = answer(adapter::availability);
    return availability.isUsable()
        ? Finding.ok("adapter", adapter.name(), "priority " + adapter.priority() + origin(item))
        : Finding.absent("adapter", adapter.name(), availability.reason(), availability.remedy());
  }

  /** As {@code , version 1.2, /opt/plugins/foo.jar}, as far as it is known. */
  private static String origin(Item<?> item) {
    return Stream.of(item.version().isEmpty() ? "" : "version " + item.version(), item.place())
        .filter(text -> !text.isEmpty())
        .map(text -> ", " + text)
        .collect(Collectors.joining());
  }

  private static Finding runtime(WorkerRuntime runtime, Adapter adapter, SnakepitConfig config) {
    Availability availability =
        answer(() -> runtime.availability(request(runtime, adapter, config)));
    String workers = " start workers for adapter " + adapter.name();
    return availability.isUsable()
        ? Finding.ok("runtime", runtime.name(), "can" + workers)
        : Finding.absent(
            "runtime",
            runtime.name(),
            "can't" + workers + ": " + availability.reason(),
            availability.remedy());
  }

  private static RuntimeRequest request(
      WorkerRuntime runtime, Adapter adapter, SnakepitConfig config) {
    return new RuntimeRequest(
        adapter.wire(), adapter.workerSide(runtime.language()), options(config, runtime.name()));
  }

  /** The options of the only pool; several may have different ones, which their trials show. */
  private static Map<String, String> options(SnakepitConfig config, String runtime) {
    List<PoolConfig> pools = List.copyOf(config.pools().values());
    return pools.size() == 1 && pools.get(0).runtime().equals(runtime)
        ? pools.get(0).runtimeOptions()
        : Map.of();
  }

  /** Whoever wrote a provider may have left out what it needs. */
  private static Availability answer(Supplier<Availability> question) {
    try {
      return question.get();
    } catch (ConfigurationException incomplete) { // the command needs one
      return Availability.unusable(String.join("; ", incomplete.problems()), "");
    } catch (RuntimeException | LinkageError failure) {
      return Availability.unusable("asking it failed: " + failure, "");
    }
  }
}
