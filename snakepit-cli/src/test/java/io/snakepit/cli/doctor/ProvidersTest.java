package io.snakepit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Capability;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.Inventory;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Providers that wait when they are asked whether they can be used. */
@Timeout(60)
class ProvidersTest {

  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final Findings findings = new Findings(found -> {});
  private String hanging = "";

  @AfterEach
  void letGo() {
    over.countDown();
  }

  @Test
  void anAdapterThatWaitsIsAFindingAndAskedNoMore() {
    hanging = "adapter";

    examine(Duration.ofMillis(50));

    assertThat(findings.all())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.detail())
                    .startsWith("adapter 'slow' waits in availability for longer than 50 ms: at ")
                    .contains("ProvidersTest"))
        .satisfies(finding -> assertThat(finding.remedy()).contains("remove its jar or plugin"));
    assertThat(asked).hasValue(1);
  }

  @Test
  void anAdapterThatWaitsForItsRankIsAFindingToo() {
    hanging = "rank";

    examine(Duration.ofMillis(50));

    assertThat(findings.all()).extracting(Finding::state).containsExactly(Finding.State.ABSENT);
  }

  @Test
  void aRuntimeThatWaitsIsAFinding() {
    hanging = "runtime";

    examine(Duration.ofSeconds(1)); // in which the adapter, which doesn't wait, has answered

    assertThat(findings.all())
        .last()
        .satisfies(
            finding ->
                assertThat(finding.detail())
                    .startsWith(
                        "can't start workers for adapter slow: runtime 'sluggish' waits in"));
  }

  @Test
  void thoseThatAnswerAreThere() {
    examine(Duration.ofSeconds(30));

    assertThat(findings.all()).extracting(Finding::state).containsOnly(Finding.State.OK);
  }

  private void examine(Duration patience) {
    SnakepitConfig config = SnakepitConfig.builder().pool("default", pool -> {}).build();
    new Providers(config, new Question(patience), findings).examine(new Present());
  }

  private void waitIf(String who) {
    if (hanging.equals(who)) {
      try {
        over.await();
      } catch (InterruptedException heeded) {
        throw new IllegalStateException("nobody waits for this any more", heeded);
      }
    }
  }

  private final class Present implements Inventory {

    @Override
    public List<Item<Adapter>> adapters() {
      return List.of(new Item<>(new Slow(), "", ""));
    }

    @Override
    public List<Item<WorkerRuntime>> runtimes() {
      return List.of(new Item<>(new Sluggish(), "", ""), new Item<>(new Sluggish(), "", ""));
    }

    @Override
    public List<Unloadable> unloadable() {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private final class Slow implements Adapter {

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public Availability availability() {
      asked.incrementAndGet();
      waitIf("adapter");
      return Availability.usable();
    }

    @Override
    public int priority() {
      waitIf("rank");
      return 1;
    }

    @Override
    public CompletionStage<Worker> open(OpenRequest request) {
      return CompletableFuture.failedStage(new UnsupportedOperationException());
    }
  }

  private final class Sluggish implements WorkerRuntime {

    @Override
    public String name() {
      return "sluggish";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public Availability availability(RuntimeRequest request) {
      waitIf("runtime");
      return Availability.usable();
    }

    @Override
    public PreparedRuntime prepare(RuntimeRequest request) {
      throw new UnsupportedOperationException();
    }
  }
}
