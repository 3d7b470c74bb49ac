package io.snakepit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {

  @Test
  void nothingSaidIsAnyPort() {
    assertThat(PortRange.parse(null).text()).isEmpty();
    assertThat(PortRange.parse("").text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1-65535", "50000-50099", "7-7"})
  void aRangeIsTaken(String text) {
    assertThat(PortRange.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"50000", "0-5", "6-5", "1-65536", "a-b", "1-2-3", "-5", " 1-2"})
  void whatIsNoRangeIsRefusedByName(String text) {
    assertThatThrownBy(() -> PortRange.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("port-range")
        .hasMessageContaining('"' + text + '"');
  }
}
