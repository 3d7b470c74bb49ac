package io.snakepit.core.management;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Call;
import io.snakepit.api.PoolMXBean;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.api.WorkerMXData;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What JMX shows of pools. */
@Timeout(60)
class PoolManagementTest {

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final CompletableFuture<Boolean> open = new CompletableFuture<>();

  private Snakepit start(String... pools) {
    FakeTools tools = new FakeTools().unary("echo", echo()).unary("block", blockUntil(open));
    SnakepitConfig.Builder config = SnakepitConfig.builder();
    for (String pool : pools) {
      config.pool(pool, p -> p.runtime("fake").workers(2));
    }
    return FakePit.start(config.build(), FakeAdapter.of(tools));
  }

  /** By the name of the pool alone, since other tests have pools in this JVM as well. */
  private Set<ObjectName> named(String name) throws MalformedObjectNameException {
    return server.queryNames(new ObjectName("io.snakepit:type=Pool,name=" + name + ",*"), null);
  }

  private PoolMXBean bean(ObjectName name) {
    return JMX.newMXBeanProxy(server, name, PoolMXBean.class);
  }

  @Test
  void aPoolShowsItsCountersUntilItIsClosed() throws Exception {
    try (Snakepit pit = start("counted")) {
      PoolMXBean pool = bean(named("counted").iterator().next());
      await().until(() -> pool.getReadyWorkers() == 2);
      pit.execute("echo", Map.of("value", 1));
      CompletableFuture<?> blocked = pit.executeAsync(Call.of("block"));
      await().until(() -> pool.getRunningCalls() == 1);

      assertThat(pool.getName()).isEqualTo("counted");
      assertThat(pool.getOutage()).isNull();
      assertThat(pool.getConfiguredWorkers()).isEqualTo(2);
      assertThat(pool.getIdleWorkers()).isEqualTo(1);
      assertThat(pool.getQueuedCalls()).isZero();
      assertThat(pool.getQueuedBytes()).isZero();
      assertThat(pool.getAcceptedCalls()).isEqualTo(2);
      assertThat(pool.getRefusedCalls()).isZero();
      assertThat(pool.getSucceededCalls()).isEqualTo(1);
      assertThat(pool.getFailedCalls()).isZero();
      assertThat(pool.getRetriedCalls()).isZero();
      assertThat(pool.getStartedWorkers()).isEqualTo(2);
      assertThat(pool.getFailedStarts()).isZero();
      assertThat(pool.getLostWorkers()).isZero();
      assertThat(pool.getKilledWorkers()).isZero();
      assertThat(pool.getTools()).hasSize(2).allMatch(tool -> tool.matches("(echo|block).*"));
      assertThat(pool.showStacks()).isZero(); // a fake worker has none

      open.complete(true);
      blocked.get();
    }
    assertThat(named("counted")).isEmpty();
  }

  @Test
  void aSnakepitWithPoolsOfOtherNamesHasAnotherNumber() throws Exception {
    try (Snakepit first = start("here", "there");
        Snakepit second = start("elsewhere")) {
      assertThat(first.pools()).hasSize(2);
      assertThat(second.pools()).hasSize(1);
      assertThat(number("here")).isEqualTo(number("there")).isNotEqualTo(number("elsewhere"));
    }
  }

  private String number(String pool) throws MalformedObjectNameException {
    return named(pool).iterator().next().getKeyProperty("pit");
  }

  @Test
  void aPoolShowsItsWorkers() throws Exception {
    try (Snakepit pit = start("staffed")) {
      PoolMXBean pool = bean(named("staffed").iterator().next());
      await().until(() -> pool.getWorkers().size() == 2);
      CompletableFuture<?> blocked = pit.executeAsync(Call.of("block"));
      await().until(() -> pool.getRunningCalls() == 1);

      assertThat(pool.getWorkers())
          .anySatisfy(
              worker -> {
                assertThat(worker.getState()).isEqualTo("RUNNING");
                assertThat(worker.getRunning()).containsExactly("block");
              })
          .extracting(WorkerMXData::getAdapter, WorkerMXData::getRuntime)
          .allSatisfy(by -> assertThat(by.toList()).containsExactly("fake", "fake"));
      assertThat(pool.getWorkers().get(0))
          .satisfies(
              worker -> {
                assertThat(worker.getId()).isEqualTo(pit.defaultPool().workers().get(0).id());
                assertThat(worker.getGeneration()).isEqualTo(1);
                assertThat(worker.getPid()).isNull();
                assertThat(worker.getResidentBytes()).isNull();
                assertThat(worker.getStderr()).isEmpty();
                assertThat(worker.getCalls()).isZero();
                assertThat(worker.getAgeMillis()).isNotNegative();
              });

      open.complete(true);
      blocked.get();
    }
  }

  @Test
  void severalSnakepitsHaveNumbersOfTheirOwn() throws Exception {
    try (Snakepit first = start("twin", "other");
        Snakepit second = start("twin")) {
      assertThat(first.pools()).hasSize(2);
      assertThat(second.pools()).hasSize(1);
      assertThat(named("twin")).hasSize(2);
    }
    assertThat(named("twin")).isEmpty();
    assertThat(named("other")).isEmpty();
  }
}
