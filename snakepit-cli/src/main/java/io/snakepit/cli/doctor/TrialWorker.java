package io.snakepit.cli.doctor;

import io.snakepit.api.Call;
import io.snakepit.api.Pool;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitException;
import io.snakepit.cli.pool.OnePool;
import io.snakepit.cli.pool.PackagedTools;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Starts one worker of Python with tools of its own, and asks it what it has. */
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

  /** The options of Python by which it gets an environment that Snakepit makes. */
  private static final List<String> ENVIRONMENT = List.of("packages", "requirements");

  private TrialWorker() {}

  static void run(SnakepitConfig config, PoolConfig pool, Findings findings) {
    try (PackagedTools tools = PackagedTools.unpack(TrialWorker.class, "packages.py")) {
      SnakepitConfig.Builder own =
          config.toBuilder()
              .changePool(Snakepit.DEFAULT_POOL, it -> it.tools(tools.file()).workers(1));
      findings.add(OnePool.use(own, pit -> ask(pit, pool, findings)));
    } catch (SnakepitException failure) {
      findings.add(Finding.of(AREA, "start", failure));
    }
  }

  private static Finding ask(Snakepit pit, PoolConfig pool, Findings findings) {
    Result info = pit.execute("info", Map.of());
    String executable = String.valueOf(info.get("executable"));
    findings.add(Finding.ok("python", String.valueOf(info.get("python")), executable));
    Result versions =
        pit.execute("package_versions", Map.of("names", List.copyOf(PACKAGES.keySet())));
    PACKAGES.forEach(
        (name, purpose) ->
            findings.add(found(name, versions.get(name), purpose, remedy(pool, executable, name))));
    return call(pit.defaultPool());
  }

  private static Finding found(
      String name, @Nullable Object version, String purpose, String remedy) {
    return version == null
        ? Finding.absent("package", name, purpose, remedy)
        : Finding.ok("package", name, version + ", " + purpose);
  }

  /** Many interpreters of systems let nobody install into them. */
  static String remedy(PoolConfig pool, String executable, String name) {
    for (String option : ENVIRONMENT) {
      if (pool.runtimeOptions().containsKey(option)) {
        return "name it in the runtime option " + option + ", too";
      }
    }
    return String.format(
        "%s -m pip install %s, or the runtime option packages=%s, which makes an environment",
        executable, name, name);
  }

  static Finding call(Pool pool) {
    long start = System.nanoTime();
    pool.execute(Call.of("ping"));
    double milliseconds = (System.nanoTime() - start) / 1e6;
    return PoolTrials.present(pool)
        .map(
            worker ->
                Finding.ok(
                    AREA,
                    worker.id(),
                    String.format(
                        Locale.ROOT,
                        "served a call in %.2f ms through adapter %s",
                        milliseconds,
                        worker.adapter())))
        .orElseGet(
            () -> Finding.broken(AREA, "python", "it served a call, and has ended since", ""));
  }
}
