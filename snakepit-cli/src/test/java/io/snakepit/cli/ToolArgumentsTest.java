package io.snakepit.cli;

import static io.snakepit.api.ValueKind.INTEGER;
import static io.snakepit.api.ValueKind.NULL;
import static io.snakepit.api.ValueKind.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolParameter;
import io.snakepit.cli.error.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolArgumentsTest {

  @Test
  void takesJsonWhereItParsesAndTextElsewhere() {
    assertThat(values("a=2", "b=[1,2]", "c=hello", "d=\"2\"", "e=", "f=x=1"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a", 2L, "b", List.of(1L, 2L), "c", "hello", "d", "2", "e", "", "f", "x=1"));
  }

  @Test
  void keepsNullApartFromAbsence() {
    assertThat(values("a=null")).containsEntry("a", null).hasSize(1);
  }

  @Test
  void whereAToolTakesNothingButTextItIsTextAsItStands() {
    ToolInfo tool =
        tool(
            new ToolParameter("text", "str", List.of(STRING), true),
            new ToolParameter("maybe", "str | None", List.of(STRING, NULL), true),
            new ToolParameter("either", "int | str", List.of(INTEGER, STRING), true),
            new ToolParameter("any", "", List.of(), true));

    assertThat(values(tool, "text=1.10", "maybe=[1]", "either=5", "any=5", "other=5"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("text", "1.10", "maybe", "[1]", "either", 5L, "any", 5L, "other", 5L));
    assertThat(values(tool, "text=null", "maybe=null"))
        .containsEntry("text", "null")
        .containsEntry("maybe", null);
    assertThat(values(tool, "text=\"5\"", "maybe=hello"))
        .isEqualTo(Map.of("text", "5", "maybe", "hello"));
  }

  @Test
  void wordsStandBesideTheMembersOfAFile() {
    ToolArguments arguments = ToolArguments.of(Map.of("a", 1L), List.of("b=2"));
    assertThat(arguments.values(Optional.empty())).isEqualTo(Map.of("a", 1L, "b", 2L));
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> ToolArguments.of(Map.of("a", 1L), List.of("a=1")))
        .withMessageContaining("'a' is given twice");
  }

  @Test
  void aTagThatCannotBeReadIsNamedWithItsArgument() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> values("when={\"$date\": \"yesterday\"}"))
        .withMessageContaining("argument 'when'")
        .withMessageContaining("$date")
        .withMessageContaining("yesterday");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "=1", ""})
  void refusesAWordThatIsNoArgument(String word) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> values(word))
        .withMessageContaining("'" + word + "'")
        .withMessageContaining("name=value");
  }

  @Test
  void refusesANameGivenTwice() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> values("a=1", "a=2"))
        .withMessageContaining("'a' is given twice");
  }

  private static Map<String, Object> values(String... words) {
    return ToolArguments.of(Map.of(), List.of(words)).values(Optional.empty());
  }

  private static Map<String, Object> values(ToolInfo tool, String... words) {
    return ToolArguments.of(Map.of(), List.of(words)).values(Optional.of(tool));
  }

  private static ToolInfo tool(ToolParameter... parameters) {
    return new ToolInfo("tool", "", List.of(parameters), true, "", List.of(), false);
  }
}
