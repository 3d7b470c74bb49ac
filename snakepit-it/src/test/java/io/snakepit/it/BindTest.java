package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.Snakepit;
import io.snakepit.api.ToolName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Java interfaces over real tools, checked when they are bound. */
@Timeout(120)
class BindTest {

  interface Tools {
    int add(int a, int b);

    CompletableFuture<String> concat(String a, String b);

    Iterable<Integer> count(int n);

    @ToolName("add")
    long sum(@ToolName("a") long first, @ToolName("b") long second);
  }

  enum Size {
    SMALL,
    LARGE
  }

  record Offer(String shortName, Size size, LocalDate validUntil) {}

  interface Offers {
    Offer renew(Offer offer);
  }

  interface Wrong {
    int ad(int a, int b);

    int add(int a, String b);

    int count(int n);
  }

  @Test
  void anInterfaceCallsTheTools() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      Tools tools = pit.bind(Tools.class);
      assertThat(tools.add(2, 3)).isEqualTo(5);
      assertThat(tools.sum(1L << 40, 1)).isEqualTo((1L << 40) + 1);
      assertThat(tools.concat("a", "b").join()).isEqualTo("ab");
      List<Integer> counted = new ArrayList<>();
      tools.count(3).forEach(counted::add);
      assertThat(counted).containsExactly(0, 1, 2);
    }
  }

  @Test
  void aRecordIsADataclassWithItsNamesInSnakeCase() {
    try (Snakepit pit = RealPython.start(p -> p.tools(RealPython.file("record_tools.py")))) {
      LocalDate day = LocalDate.of(2026, 1, 31);
      assertThat(pit.bind(Offers.class).renew(new Offer("tea", Size.SMALL, day)))
          .isEqualTo(new Offer("tea", Size.LARGE, day.plusDays(1)));
    }
  }

  @Test
  void allThatDoesNotFitIsToldAtOnce() {
    try (Snakepit pit = RealPython.start(p -> p.workers(1))) {
      assertThatThrownBy(() -> pit.bind(Wrong.class))
          .isInstanceOfSatisfying(
              ConfigurationException.class, wrong -> assertThat(wrong.problems()).hasSize(3))
          .hasMessageContaining("did you mean 'add'")
          .hasMessageContaining("'b'")
          .hasMessageContaining("count");
    }
  }
}
