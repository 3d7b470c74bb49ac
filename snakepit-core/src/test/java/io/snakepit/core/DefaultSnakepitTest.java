package io.snakepit.core;

import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static io.snakepit.testkit.fake.FakeBehaviours.ignoreCancelUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.Pool;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which pools there are. */
@Timeout(60)
class DefaultSnakepitTest {

  private static Snakepit start(String... names) {
    SnakepitConfig.Builder config = SnakepitConfig.builder();
    for (String name : names) {
      config.pool(name, pool -> pool.runtime("fake"));
    }
    return FakePit.start(config.build(), FakeAdapter.of(new FakeTools().unary("echo", echo())));
  }

  @Test
  void theyAreAllShownInTheOrderOfTheConfiguration() {
    try (Snakepit pit = start("slow", "fast")) {
      assertThat(pit.pools()).extracting(Pool::name).containsExactly("slow", "fast");
      assertThat(pit.pools()).containsExactly(pit.pool("slow"), pit.pool("fast"));
    }
  }

  @Test
  void oneThatThereIsNotMayBeMistyped() {
    try (Snakepit pit = start("slow", "fast")) {
      assertThatThrownBy(() -> pit.pool("fats"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage("there is no pool named 'fats'; did you mean 'fast'?");
    }
  }

  @Test
  void theyAreClosedEvenWhereThereIsNoThreadForIt() {
    List<String> closed = new ArrayList<>();

    DefaultSnakepit.beside(
        task -> {
          throw new OutOfMemoryError("unable to create native thread");
        },
        () -> closed.add("slow"));

    assertThat(closed).containsExactly("slow");
  }

  @Test
  void whoIsToldOfTheirEndMayCloseThemAsWell() {
    CompletableFuture<String> gate = new CompletableFuture<>();
    FakeTools tools = new FakeTools().unary("stubborn", ignoreCancelUntil(gate));
    SnakepitConfig config =
        SnakepitConfig.builder()
            .executor(Runnable::run)
            .pool("one", p -> p.runtime("fake").timeouts(t -> t.withDrain(Duration.ZERO)))
            .build();
    Snakepit pit = FakePit.start(config, FakeAdapter.of(tools));
    CompletableFuture<Result> told =
        pit.executeAsync("stubborn", Map.of())
            .whenComplete((result, failure) -> pit.close()); // on the thread that closes the pool

    assertThat(CompletableFuture.runAsync(pit::close)).succeedsWithin(Duration.ofSeconds(50));

    assertThat(told).isCompletedExceptionally();
    gate.complete("go");
  }

  @Test
  void theOnlyOneIsTheDefaultOneWhateverItsName() {
    try (Snakepit pit = start("slow")) {
      assertThat(pit.defaultPool()).isSameAs(pit.pool("slow"));
    }
  }

  @Test
  void ofSeveralTheOneOfThatNameIsTheDefaultOne() {
    try (Snakepit pit = start("slow", "default")) {
      assertThat(pit.defaultPool()).isSameAs(pit.pool("default"));
    }
  }

  @Test
  void ofSeveralWithoutThatNameOneIsToBeNamed() {
    try (Snakepit pit = start("slow", "fast")) {
      assertThatThrownBy(pit::defaultPool)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("[slow, fast]");
    }
  }
}
