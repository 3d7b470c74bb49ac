package io.snakepit.core;

import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.Pool;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.util.ArrayList;
import java.util.List;
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
