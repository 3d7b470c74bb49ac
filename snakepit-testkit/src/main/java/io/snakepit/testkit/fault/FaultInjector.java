package io.snakepit.testkit.fault;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Inventory;
import io.snakepit.spi.TestSupport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Makes calls go wrong when a test says so. It stands between the pools and an adapter; what isn't
 * told to fail passes through unchanged.
 *
 * <pre>{@code
 * FaultInjector faults = FaultInjector.over("stdio");
 * try (Snakepit pit = faults.start(Snakepit.builder()
 *         .pool("default", pool -> pool.adapter(faults.name()).tools("tools.py")).build())) {
 *   faults.next("predict", Fault.crash());
 *   assertThatThrownBy(() -> pit.execute("predict", Map.of())).isInstanceOf(WorkerCrashedException.class);
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FaultInjector {

  private final FaultPlan plan = new FaultPlan();
  private final FaultyAdapter adapter;

  private FaultInjector(Adapter real) {
    this.adapter = new FaultyAdapter(real, plan);
  }

  /**
   * Stands before an adapter.
   *
   * @param real the adapter
   * @return an injector that makes nothing fail yet
   */
  public static FaultInjector over(Adapter real) {
    return new FaultInjector(real);
  }

  /**
   * Stands before an adapter of the class path.
   *
   * @param name its name, as {@code stdio}
   * @return an injector that makes nothing fail yet
   * @throws ConfigurationException when there is no adapter of that name
   * @throws io.snakepit.api.UnavailableException when Snakepit's core isn't on the class path
   */
  public static FaultInjector over(String name) {
    try (Inventory inventory = Inventory.take(Optional.empty())) {
      List<Adapter> adapters = inventory.adapters().stream().map(Inventory.Item::provider).toList();
      return adapters.stream()
          .filter(adapter -> adapter.name().equals(name))
          .findFirst()
          .map(FaultInjector::new)
          .orElseThrow(() -> new ConfigurationException(missing(name, adapters)));
    }
  }

  private static String missing(String name, List<Adapter> adapters) {
    String others = adapters.stream().map(Adapter::name).collect(Collectors.joining(", "));
    return "there is no adapter named '"
        + name
        + (others.isEmpty() ? "'; is its artifact on the class path?" : "', only " + others);
  }

  /**
   * The name of the adapter that pools are to use, for {@link PoolConfig.Builder#adapter}.
   *
   * @return {@code faulty-} and the name of the adapter behind it
   */
  public String name() {
    return adapter.name();
  }

  /**
   * The adapter itself, for those who register adapters by hand.
   *
   * @return the same each time
   */
  public Adapter adapter() {
    return adapter;
  }

  /**
   * Starts pools that may use this injector's adapter.
   *
   * @param config what to start; only pools whose adapter is {@link #name()} have faults
   * @return the running Snakepit, to be closed by the caller
   * @throws io.snakepit.api.SnakepitException as {@link Snakepit#start(SnakepitConfig)} does
   */
  public Snakepit start(SnakepitConfig config) {
    return TestSupport.load().start(config, List.of(adapter), List.of());
  }

  /**
   * Makes the next call that reaches a worker go wrong. Several are taken in order, one a call; a
   * call that is retried is a call anew.
   *
   * @param fault what goes wrong
   * @return this
   */
  public FaultInjector next(Fault fault) {
    plan.next(fault);
    return this;
  }

  /**
   * Makes the next call of a tool go wrong. Comes before those for any call.
   *
   * @param tool its name
   * @param fault what goes wrong
   * @return this
   */
  public FaultInjector next(String tool, Fault fault) {
    plan.next(tool, fault);
    return this;
  }

  /**
   * Makes every call of a tool go wrong for which nothing else was planned.
   *
   * @param tool its name
   * @param fault what goes wrong
   * @return this
   */
  public FaultInjector always(String tool, Fault fault) {
    plan.always(tool, fault);
    return this;
  }

  /**
   * Makes the next worker that is to be started fail to. May be called several times.
   *
   * @param reason one line for people
   * @return this
   */
  public FaultInjector refuseNextWorker(String reason) {
    plan.refuse(reason);
    return this;
  }

  /** Makes nothing go wrong any more. What hangs already goes on hanging. */
  public void clear() {
    plan.clear();
  }

  /**
   * What was planned by {@link #next} and {@link #refuseNextWorker} and has not come about, so that
   * a test can check that it met its faults.
   *
   * @return one line each, for people
   */
  public List<String> pending() {
    return plan.pending();
  }
}
