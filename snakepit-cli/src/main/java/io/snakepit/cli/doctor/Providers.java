package io.snakepit.cli.doctor;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.Inventory;
import io.snakepit.spi.Inventory.Item;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the adapters and runtimes that there are. */
final class Providers {

  private final SnakepitConfig config;
  private final Question question;
  private final Findings findings;

  Providers(SnakepitConfig config, Question question, Findings findings) {
    this.config = config;
    this.question = question;
    this.findings = findings;
  }

  /** Adds what is found. */
  void examine(Inventory inventory) {
    inventory
        .unloadable()
        .forEach(
            one ->
                findings.add(Finding.broken("provider", one.name(), one.reason(), one.remedy())));
    List<Adapter> usable = new ArrayList<>(); // each is asked once: it may wait
    for (Item<Adapter> item : inventory.adapters()) {
      Finding finding = adapter(item);
      findings.add(finding);
      if (finding.state() == Finding.State.OK) {
        usable.add(item.provider());
      }
    }
    if (inventory.adapters().isEmpty()) {
      findings.add(
          Finding.broken(
              "adapter", "any", "none on the class path", "add io.snakepit:snakepit-stdio"));
    }
    for (Item<WorkerRuntime> runtime : inventory.runtimes()) {
      usable.forEach(adapter -> findings.add(runtime(runtime.provider(), adapter)));
    }
  }

  private Finding adapter(Item<Adapter> item) {
    Adapter adapter = item.provider();
    AtomicInteger priority = new AtomicInteger();
    Availability availability =
        question.ask(
            "adapter '" + adapter.name() + "'",
            "availability",
            () -> {
              Availability answer = adapter.availability();
              if (answer.isUsable()) {
                priority.set(adapter.priority());
              }
              return answer;
            });
    return availability.isUsable()
        ? Finding.ok("adapter", adapter.name(), "priority " + priority + origin(item))
        : Finding.absent("adapter", adapter.name(), availability.reason(), availability.remedy());
  }

  /** As {@code , version 1.2, /opt/plugins/foo.jar}, as far as it is known. */
  private static String origin(Item<?> item) {
    return Stream.of(item.version().isEmpty() ? "" : "version " + item.version(), item.place())
        .filter(text -> !text.isEmpty())
        .map(text -> ", " + text)
        .collect(Collectors.joining());
  }

  private Finding runtime(WorkerRuntime runtime, Adapter adapter) {
    Availability availability =
        question.ask(
            "runtime '" + runtime.name() + "'",
            "availability",
            () -> runtime.availability(request(runtime, adapter)));
    String workers = " start workers for adapter " + adapter.name();
    return availability.isUsable()
        ? Finding.ok("runtime", runtime.name(), "can" + workers)
        : Finding.absent(
            "runtime",
            runtime.name(),
            "can't" + workers + ": " + availability.reason(),
            availability.remedy());
  }

  private RuntimeRequest request(WorkerRuntime runtime, Adapter adapter) {
    return new RuntimeRequest(
        adapter.wire(), adapter.workerSide(runtime.language()), options(runtime.name()));
  }

  /** The options of the only pool; several may have different ones, which their trials show. */
  private Map<String, String> options(String runtime) {
    List<PoolConfig> pools = List.copyOf(config.pools().values());
    return pools.size() == 1 && pools.get(0).runtime().equals(runtime)
        ? pools.get(0).runtimeOptions()
        : Map.of();
  }
}
