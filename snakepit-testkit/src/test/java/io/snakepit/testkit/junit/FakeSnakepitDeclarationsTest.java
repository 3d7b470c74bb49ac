package io.snakepit.testkit.junit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be right is refused where it is written, not in a test. */
class FakeSnakepitDeclarationsTest {

  private final FakeSnakepit python = FakeSnakepit.create();

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "$tools"})
  void aNameThatNoToolCanHaveIsRefused(String name) {
    assertThatThrownBy(() -> python.tool(name, call -> 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
    assertThatThrownBy(() -> python.stream(name, call -> List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> python.failing(name, "ValueError", "no"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void soIsANameThatNoHostToolCanHave() {
    assertThatThrownBy(() -> python.hostTool("$tools", call -> 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'$tools'");
    assertThatThrownBy(() -> python.hostTool("lookup", null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> python.configure(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> python.listener(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void whoHasNotRegisteredTheExtensionIsTold() {
    assertThatThrownBy(python::calls)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("@RegisterExtension");
  }
}
