package io.snakepit.testkit.junit;

import io.snakepit.api.HostTool;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitListener;
import io.snakepit.spi.TestSupport;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeRuntime;
import io.snakepit.testkit.fault.FaultInjector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The pools of one test. */
final class FakePools {

  private static final String RUNTIME = "fake";

  private final String test;
  private final RecordedTools tools;
  private final FaultInjector faults;
  private final Snakepit snakepit;

  private FakePools(Plan plan, String test) {
    this.test = test;
    TestSupport support = TestSupport.load();
    tools = new RecordedTools(support);
    faults = FaultInjector.over(FakeAdapter.of(tools.tools()));
    // Before the start: what a worker's hello names is what Pool.tools() and bind() know.
    plan.tools.values().forEach(declaration -> declaration.accept(tools));
    snakepit =
        support.start(
            plan.config(faults.name()), List.of(faults.adapter()), List.of(new FakeRuntime()));
  }

  static FakePools start(Plan plan, String test) {
    return new FakePools(plan, test);
  }

  /** The id of the test whose they are. */
  String test() {
    return test;
  }

  Snakepit snakepit() {
    return snakepit;
  }

  FaultInjector faults() {
    return faults;
  }

  RecordedTools tools() {
    return tools;
  }

  void close() {
    snakepit.close();
  }

  /** What all tests of an extension begin with. */
  static final class Plan {

    final Map<String, Consumer<RecordedTools>> tools = new LinkedHashMap<>();
    final Map<String, HostTool> hostTools = new LinkedHashMap<>();
    final List<Consumer<PoolConfig.Builder>> settings = new ArrayList<>();
    final List<SnakepitListener> listeners = new ArrayList<>();
    private final List<String> pools;

    Plan(List<String> pools) {
      this.pools = pools;
    }

    private SnakepitConfig config(String adapter) {
      SnakepitConfig.Builder config = SnakepitConfig.builder().shutdownHook(false);
      hostTools.forEach(config::hostTool);
      listeners.forEach(config::listener);
      for (String pool : pools) {
        config.pool(
            pool,
            builder -> {
              builder.adapter(adapter).runtime(RUNTIME).workers(1);
              settings.forEach(setting -> setting.accept(builder));
            });
      }
      return config.build();
    }
  }
}
