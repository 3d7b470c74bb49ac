package io.snakepit.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.HostTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host tools there are, and what they may be called. */
class HostToolRegistryTest {

  private final HostTool tool = call -> null;
  private final HostToolRegistry registry = new HostToolRegistry();

  @Test
  void whatIsRegisteredIsThereUntilItIsTakenOut() {
    registry.register("price", tool).register("lookup", tool);
    assertThat(registry.names()).containsExactly("lookup", "price");

    assertThat(registry.unregister("price")).isTrue();
    assertThat(registry.unregister("price")).isFalse();
    assertThat(registry.find("price")).isNull();
    assertThat(registry.find("lookup")).isSameAs(tool);
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    registry.register("price", tool);

    assertThatThrownBy(() -> registry.register("price", call -> 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("there is already a host tool named 'price'; unregister that first");
    assertThat(registry.find("price")).isSameAs(tool);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$tools"})
  void aNameThatNoConfigurationMayHaveIsRefused(String name) {
    assertThatThrownBy(() -> registry.register(name, tool))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("must not be empty or begin with '$'");
    assertThat(registry.names()).isEmpty();
  }
}
