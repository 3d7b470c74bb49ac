package io.snakepit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snakepit.cli.error.UsageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolArgumentsTest {

  @Test
  void takesJsonWhereItParsesAndTextElsewhere() {
    assertThat(ToolArguments.parse(List.of("a=2", "b=[1,2]", "c=hello", "d=\"2\"", "e=", "f=x=1")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a", 2L, "b", List.of(1L, 2L), "c", "hello", "d", "2", "e", "", "f", "x=1"));
  }

  @Test
  void keepsNullApartFromAbsence() {
    assertThat(ToolArguments.parse(List.of("a=null"))).containsEntry("a", null).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "=1", ""})
  void refusesAWordThatIsNoArgument(String word) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> ToolArguments.parse(List.of(word)))
        .withMessageContaining("'" + word + "'")
        .withMessageContaining("name=value");
  }

  @Test
  void refusesANameGivenTwice() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> ToolArguments.parse(List.of("a=1", "a=2")))
        .withMessageContaining("'a' is given twice");
  }
}
