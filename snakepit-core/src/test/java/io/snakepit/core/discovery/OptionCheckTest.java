package io.snakepit.core.discovery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.spi.OptionSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionCheckTest {

  private static final List<OptionSpec> DECLARED =
      List.of(
          new OptionSpec("carrier", "how", "auto", List.of("auto", "pipes")),
          new OptionSpec("host", "where", ""));

  @Test
  void declaredOptionsMayBeGivenOrLeftOut() {
    assertThatCode(() -> OptionCheck.check("adapter 'x'", Map.of("host", "h"), DECLARED))
        .doesNotThrowAnyException();
    assertThatCode(() -> OptionCheck.check("adapter 'x'", Map.of("carrier", "pipes"), DECLARED))
        .doesNotThrowAnyException();
    assertThatCode(() -> OptionCheck.check("adapter 'x'", Map.of(), List.of()))
        .doesNotThrowAnyException();
  }

  @Test
  void allUnknownOptionsAreNamedAtOnceWithWhatMayHaveBeenMeant() {
    assertThatThrownBy(
            () ->
                OptionCheck.check(
                    "adapter 'x'", Map.of("carier", "pipes", "zzz", "1", "host", "h"), DECLARED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "adapter 'x' has no option 'carier'; it has carrier, host; did you mean 'carrier'?\n"
                + "adapter 'x' has no option 'zzz'; it has carrier, host");
  }

  @Test
  void aValueThatIsNoneOfTheChoicesIsRefusedWithThem() {
    assertThatThrownBy(
            () -> OptionCheck.check("adapter 'x'", Map.of("carrier", "pipe", "b", "1"), DECLARED))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "adapter 'x' has no option 'b'; it has carrier, host\n"
                + "option 'carrier' of adapter 'x' can't be 'pipe'; it is one of auto, pipes; did"
                + " you mean 'pipes'?");
  }

  @Test
  void somethingWithoutOptionsSaysSo() {
    assertThatThrownBy(() -> OptionCheck.check("runtime 'y'", Map.of("a", "b"), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("runtime 'y' has no option 'a'; it has no options");
  }
}
