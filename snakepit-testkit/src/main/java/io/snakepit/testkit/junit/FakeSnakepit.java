package io.snakepit.testkit.junit;

import io.snakepit.api.HostTool;
import io.snakepit.api.Pool;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.SnakepitListener;
import io.snakepit.testkit.fake.FakeToolException;
import io.snakepit.testkit.fault.FaultInjector;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit extension that gives tests a {@link Snakepit} whose tools are lambdas, so that they need
 * no Python. Pools, queues, deadlines, sessions, errors and values are the real ones; only the
 * worker behind them lives in this JVM. {@code snakepit-core} must be on the tests' class path.
 *
 * <pre>{@code
 * class PriceTest {
 *   @RegisterExtension
 *   static final FakeSnakepit python =
 *       FakeSnakepit.create().tool("price", call -> call.get("item").equals("tea") ? 12 : 7);
 *
 *   @Test
 *   void teaHasItsPrice(Snakepit pit) {
 *     assertThat(pit.execute("price", Map.of("item", "tea")).as(Integer.class)).isEqualTo(12);
 *     assertThat(python.calls("price")).hasSize(1);
 *   }
 * }
 * }</pre>
 *
 * <p>Each test has a Snakepit of its own. What is declared before the first test holds for all of
 * them; what a test adds or replaces, its faults and its recorded calls are gone after it. A tool
 * that a test adds can be called at once; {@link Pool#tools()} and {@link Pool#bind} know it after
 * {@link Pool#reloadTools()}. Test methods and constructors may ask for a {@link Snakepit}, a
 * {@link Pool} (the default one) or the {@link FaultInjector}; what serves several tests, as
 * {@code @BeforeAll}, may not. One instance serves one test at a time.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FakeSnakepit
    implements BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

  private final FakePools.Plan plan;

  private volatile @Nullable FakePools running;

  private FakeSnakepit(List<String> pools) {
    this.plan = new FakePools.Plan(pools);
  }

  /**
   * One pool, named {@value Snakepit#DEFAULT_POOL}.
   *
   * @return an extension without tools
   */
  public static FakeSnakepit create() {
    return create(Snakepit.DEFAULT_POOL);
  }

  /**
   * Several pools with the same tools.
   *
   * @param pools their names
   * @return an extension without tools
   */
  public static FakeSnakepit create(String... pools) {
    return new FakeSnakepit(List.of(pools));
  }

  /**
   * Adds or replaces a tool with one result.
   *
   * @param name its name
   * @param code what it does
   * @return this
   * @throws IllegalArgumentException when the name is blank, or one of Snakepit's own: {@code $…}
   */
  public FakeSnakepit tool(String name, ToolCode code) {
    Objects.requireNonNull(code, "code");
    return add(name, tools -> tools.add(name, code));
  }

  /**
   * Adds or replaces a streaming tool.
   *
   * @param name its name
   * @param code what it does
   * @return this
   * @throws IllegalArgumentException when the name is blank, or one of Snakepit's own: {@code $…}
   */
  public FakeSnakepit stream(String name, StreamCode code) {
    Objects.requireNonNull(code, "code");
    return add(name, tools -> tools.addStream(name, code));
  }

  /**
   * Adds or replaces a tool that raises an error of its language.
   *
   * @param name its name
   * @param type the error's type, as {@code ValueError}
   * @param message what it says
   * @return this
   * @throws IllegalArgumentException when the name is blank, or one of Snakepit's own: {@code $…}
   */
  public FakeSnakepit failing(String name, String type, String message) {
    return tool(
        name,
        call -> {
          throw new FakeToolException(type, message);
        });
  }

  /**
   * Adds or replaces a host tool of the application under test.
   *
   * @param name its name
   * @param tool the function
   * @return this
   * @throws io.snakepit.api.ConfigurationException when the name isn't allowed
   */
  public FakeSnakepit hostTool(String name, HostTool tool) {
    SnakepitConfig.builder().hostTool(name, tool); // which names are allowed is said there
    FakePools now = running;
    if (now == null) {
      plan.hostTools.put(name, tool);
    } else {
      now.snakepit().hostTools().unregister(name);
      now.snakepit().hostTools().register(name, tool);
    }
    return this;
  }

  /**
   * Configures every pool further, before the first test: timeouts, workers, queue.
   *
   * @param settings sets options other than adapter, runtime, tools and codecs
   * @return this
   * @throws IllegalStateException when a test is running
   */
  public FakeSnakepit configure(Consumer<PoolConfig.Builder> settings) {
    requireNoTest();
    plan.settings.add(Objects.requireNonNull(settings, "settings"));
    return this;
  }

  /**
   * Adds a listener of the application under test, before the first test.
   *
   * @param listener is told what happens in the Snakepits of all tests
   * @return this
   * @throws IllegalStateException when a test is running
   */
  public FakeSnakepit listener(SnakepitListener listener) {
    requireNoTest();
    plan.listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  private void requireNoTest() {
    if (running != null) {
      throw new IllegalStateException("pools are configured before the tests, not in one");
    }
  }

  /**
   * The Snakepit of the test that runs.
   *
   * @return the same until the test ends
   * @throws IllegalStateException when no test is running
   */
  public Snakepit snakepit() {
    return running().snakepit();
  }

  /**
   * Makes calls of the running test fail in other ways than by their tool's error.
   *
   * @return the injector of this test
   * @throws IllegalStateException when no test is running
   */
  public FaultInjector faults() {
    return running().faults();
  }

  /**
   * The calls of the running test that reached a tool.
   *
   * @return a snapshot, in the order in which they began
   * @throws IllegalStateException when no test is running
   */
  public List<ToolCall> calls() {
    return running().tools().calls();
  }

  /**
   * The calls of one tool.
   *
   * @param tool its name
   * @return a snapshot, in the order in which they began
   * @throws IllegalStateException when no test is running
   */
  public List<ToolCall> calls(String tool) {
    return calls().stream().filter(call -> call.tool().equals(tool)).toList();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    start(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    end();
  }

  /** What the last test has left behind that failed before it began. */
  @Override
  public void afterAll(ExtensionContext context) {
    end();
  }

  private void end() {
    FakePools ended = running;
    running = null;
    if (ended != null) {
      ended.close();
    }
  }

  /** So that what a constructor asks for belongs to its test. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Snakepit.class || type == Pool.class || type == FaultInjector.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "each test has a Snakepit of its own: what serves several tests can't have one");
    }
    FakePools pools = start(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == FaultInjector.class) {
      return pools.faults();
    }
    return type == Pool.class ? pools.snakepit().defaultPool() : pools.snakepit();
  }

  /** Constructors ask for parameters before the test has begun; one that failed has left them. */
  private FakePools start(ExtensionContext context) {
    FakePools started = running;
    if (started != null && started.test().equals(context.getUniqueId())) {
      return started;
    }
    end();
    started = FakePools.start(plan, context.getUniqueId());
    running = started;
    return started;
  }

  private FakeSnakepit add(String name, Consumer<RecordedTools> declaration) {
    if (name.isBlank() || name.startsWith("$")) {
      throw new IllegalArgumentException(
          "a tool's name must not be blank or begin with '$', as '" + name + "' does");
    }
    FakePools now = running;
    if (now == null) {
      plan.tools.put(name, declaration);
    } else {
      declaration.accept(now.tools());
    }
    return this;
  }

  private FakePools running() {
    FakePools now = running;
    if (now == null) {
      throw new IllegalStateException(
          "no test is running, or the extension isn't registered: is its field"
              + " @RegisterExtension?");
    }
    return now;
  }
}
