package io.snakepit.testkit.contract;

import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.WorkerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * What the kit tests: an adapter together with workers that offer the {@link ContractTools}. One
 * subject may serve several tests at once.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface ContractSubject {

  /**
   * The adapter.
   *
   * @return the same adapter at each call
   */
  Adapter adapter();

  /**
   * How payloads are encoded.
   *
   * @return a codec that the workers speak
   */
  ContractCodec codec();

  /**
   * What starts the worker's processes.
   *
   * @return makes launch plans; empty when the adapter launches none, as by default
   */
  default Optional<PreparedRuntime> runtime() {
    return Optional.empty();
  }

  /**
   * Starts a process, in a process group of its own where the platform has such.
   *
   * @param worker the worker's id
   * @param plan what to start
   * @param stderr takes the lines that it writes to its descriptor 2, on any thread
   * @return the process; by default one of {@link ProcessBuilder}
   * @throws IOException when it can't be started
   */
  default WorkerProcess start(String worker, LaunchPlan plan, Consumer<String> stderr)
      throws IOException {
    return TestProcess.start(worker, plan, stderr);
  }

  /**
   * The tool code that the hello offers.
   *
   * @return paths or module names; none by default
   */
  default List<String> tools() {
    return List.of();
  }

  /**
   * The adapter's options.
   *
   * @return key to value; none by default
   */
  default Map<String, String> adapterOptions() {
    return Map.of();
  }

  /**
   * What adapter and workers can do. What is left out is declined: then its refusal is tested.
   *
   * @return the adapter's capabilities by default
   */
  default Set<Capability> capabilities() {
    return adapter().capabilities();
  }

  /**
   * How many calls workers are asked to run at once, except by the rules that ask for more. The kit
   * holds for any number: a worker runs none of the tools beside each other but {@link
   * ContractTools#MEET}.
   *
   * @return 1 by default
   */
  default int concurrency() {
    return 1;
  }

  /**
   * Whether what user code prints gets into the log. It should; an adapter that can't have it so
   * declines.
   *
   * @return true by default
   */
  default boolean capturesPrints() {
    return true;
  }

  /**
   * How long to wait for what has to happen, before that counts as failed.
   *
   * @return ten seconds by default, which a busy machine doesn't miss
   */
  default Duration patience() {
    return Duration.ofSeconds(10);
  }
}
