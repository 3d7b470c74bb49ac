package io.snakepit.testkit.junit;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.spi.Payload;
import io.snakepit.spi.TestSupport;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeCall;
import io.snakepit.testkit.fake.FakeRuntime;
import io.snakepit.testkit.fake.FakeTools;
import io.snakepit.testkit.fault.FaultInjector;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The pools of one test, with what has reached their tools. */
final class FakePools {

  private static final String RUNTIME = "fake";

  private final TestSupport support = TestSupport.load();
  private final FakeTools tools = new FakeTools();
  private final FaultInjector faults = FaultInjector.over(FakeAdapter.of(tools));
  private final List<ToolCall> calls = new CopyOnWriteArrayList<>();
  private final Snakepit snakepit;

  private FakePools(List<String> pools, List<Consumer<PoolConfig.Builder>> settings) {
    SnakepitConfig.Builder config = SnakepitConfig.builder().shutdownHook(false);
    for (String pool : pools) {
      config.pool(
          pool,
          builder -> {
            builder.adapter(faults.name()).runtime(RUNTIME).workers(1);
            settings.forEach(setting -> setting.accept(builder));
          });
    }
    snakepit = support.start(config.build(), List.of(faults.adapter()), List.of(new FakeRuntime()));
  }

  static FakePools start(List<String> pools, List<Consumer<PoolConfig.Builder>> settings) {
    return new FakePools(pools, settings);
  }

  Snakepit snakepit() {
    return snakepit;
  }

  FaultInjector faults() {
    return faults;
  }

  List<ToolCall> calls() {
    return List.copyOf(calls);
  }

  void declare(Consumer<FakePools> declaration) {
    declaration.accept(this);
  }

  void addTool(String name, ToolCode code) {
    tools.unary(name, call -> support.encode(code.run(record(call))));
  }

  void addStream(String name, StreamCode code) {
    tools.stream(name, call -> new EncodedItems(code.run(record(call)).iterator(), support));
  }

  private ToolCall record(FakeCall call) {
    ToolCall recorded = new ToolCall(call, support);
    calls.add(recorded);
    return recorded;
  }

  void close() {
    snakepit.close();
  }

  /** Items as a worker sends them. */
  @SuppressWarnings("try") // close() throws what that of the items throws
  private record EncodedItems(Iterator<?> items, TestSupport support)
      implements Iterator<Payload>, AutoCloseable {

    @Override
    public boolean hasNext() {
      return items.hasNext();
    }

    @Override
    public Payload next() {
      return support.encode(items.next());
    }

    @Override
    public void close() throws Exception {
      if (items instanceof AutoCloseable source) {
        source.close();
      }
    }
  }
}
