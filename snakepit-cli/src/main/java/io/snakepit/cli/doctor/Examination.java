package io.snakepit.cli.doctor;

import io.snakepit.api.SnakepitConfig;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at everything that a call needs, from Java to a worker that serves one. */
public final class Examination {

  private Examination() {}

  /**
   * Everything that was found, in the order in which it matters.
   *
   * @param config pools to try; empty for one as it is by default
   */
  public static List<Finding> findings(Optional<SnakepitConfig> config) {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    Providers<Adapter> adapters = Providers.of(Adapter.class);
    Providers<WorkerRuntime> runtimes = Providers.of(WorkerRuntime.class);
    findings.addAll(adapters.broken());
    findings.addAll(runtimes.broken());
    adapters.found().forEach(adapter -> findings.add(adapter(adapter)));
    if (adapters.found().isEmpty()) {
      findings.add(
          Finding.broken(
              "adapter", "any", "none on the class path", "add io.snakepit:snakepit-stdio"));
    }
    for (WorkerRuntime runtime : runtimes.found()) {
      adapters.found().stream()
          .filter(adapter -> adapter.availability().isUsable())
          .forEach(adapter -> findings.add(runtime(runtime, adapter)));
    }
    findings.addAll(config.map(PoolTrials::findings).orElseGet(TrialWorker::findings));
    return findings;
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
        Runtime.version().toString(),
        System.getProperty("java.vm.name") + " in " + System.getProperty("java.home"));
  }

  private static Finding adapter(Adapter adapter) {
    return finding(
        "adapter", adapter.name(), adapter.availability(), "priority " + adapter.priority());
  }

  private static Finding runtime(WorkerRuntime runtime, Adapter adapter) {
    RuntimeRequest request =
        new RuntimeRequest(adapter.wire(), adapter.workerSide(runtime.language()), Map.of());
    return finding(
        "runtime",
        runtime.name(),
        runtime.availability(request),
        "can start workers for adapter " + adapter.name());
  }

  private static Finding finding(
      String area, String subject, Availability availability, String detail) {
    return availability.isUsable()
        ? Finding.ok(area, subject, detail)
        : Finding.absent(area, subject, availability.reason(), availability.remedy());
  }
}
