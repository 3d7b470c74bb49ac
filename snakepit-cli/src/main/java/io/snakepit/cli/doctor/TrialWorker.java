package io.snakepit.cli.doctor;

import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.WorkerStatus;
import io.snakepit.cli.pool.OnePool;
import io.snakepit.cli.pool.PackagedTools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Starts one worker as a pool with nothing configured would, and asks it what it has. */
final class TrialWorker {

  /** Under which its findings stand. */
  static final String AREA = "worker";

  /** Package to what it would serve for. */
  private static final SortedMap<String, String> PACKAGES =
      new TreeMap<>(
          Map.of(
              "grpcio", "for the gRPC wire",
              "msgpack", "for a denser encoding",
              "numpy", "for arrays",
              "protobuf", "for the gRPC wire"));

  private TrialWorker() {}

  static List<Finding> findings(Optional<Path> plugins) {
    List<Finding> findings = new ArrayList<>();
    try (PackagedTools tools = PackagedTools.unpack(TrialWorker.class, "packages.py")) {
      SnakepitConfig.Builder config =
          SnakepitConfig.builder().pool(Snakepit.DEFAULT_POOL, pool -> pool.tools(tools.file()));
      plugins.ifPresent(config::plugins);
      findings.addAll(OnePool.use(config, TrialWorker::ask));
    } catch (SnakepitException failure) {
      findings.add(Finding.of(AREA, "start", failure));
    }
    return findings;
  }

  private static List<Finding> ask(Snakepit pit) {
    List<Finding> findings = new ArrayList<>();
    Result info = pit.execute("info", Map.of());
    String executable = String.valueOf(info.get("executable"));
    findings.add(Finding.ok("python", String.valueOf(info.get("python")), executable));
    Result versions =
        pit.execute("package_versions", Map.of("names", List.copyOf(PACKAGES.keySet())));
    PACKAGES.forEach(
        (name, purpose) -> findings.add(found(name, versions.get(name), purpose, executable)));
    findings.add(call(pit));
    return findings;
  }

  private static Finding found(
      String name, @Nullable Object version, String purpose, String executable) {
    return version == null
        ? Finding.absent("package", name, purpose, executable + " -m pip install " + name)
        : Finding.ok("package", name, version + ", " + purpose);
  }

  private static Finding call(Snakepit pit) {
    long start = System.nanoTime();
    pit.execute("ping", Map.of());
    double milliseconds = (System.nanoTime() - start) / 1e6;
    WorkerStatus worker = pit.defaultPool().workers().get(0);
    return Finding.ok(
        AREA,
        worker.id(),
        String.format(
            Locale.ROOT,
            "served a call in %.2f ms through adapter %s",
            milliseconds,
            worker.adapter()));
  }
}
