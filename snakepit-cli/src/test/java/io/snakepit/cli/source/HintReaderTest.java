package io.snakepit.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "int; int",
        " list [ int ] ; list [ int ]",
        "list[int]; list(int)",
        "collections.abc.Sequence[dt.date]; Sequence(date)",
        "dict[str, list[float]]; dict(str list(float))",
        "tuple[int, ...]; tuple(int ...)",
        "tuple[()]; tuple(())",
        "int | None; |(int None)",
        "Optional[str]; |(str None)",
        "typing.Optional[t.Union[int, str]]; |(int str None)",
        "Union[int]; |(int)",
        "list[int | None] | None; |(list(|(int None)) None)",
        "int | int; |(int)",
        "Annotated[int, Gt(0), Field(a=[1, 2])]; int",
        "Annotated[list[int], 'a, b] | c']; list(int)",
        "Literal['a, b', \"c|d\", 'it\\'s']; Literal('a, b' \"c|d\" 'it\\'s')",
        "Callable[[int, str], None]; Callable([int, str] None)",
        "Größe; Größe",
        "a.; a.",
        "list[; list[",
        "]int[; ]int[",
        "Optional[]; Optional",
        "'; '",
        "``; ``"
      })
  void aHintIsATree(String text, String tree) {
    assertThat(written(HintReader.read(text))).isEqualTo(tree);
  }

  private static String written(Hint hint) {
    return hint.arguments().isEmpty()
        ? hint.name()
        : hint.arguments().stream()
            .map(HintReaderTest::written)
            .collect(Collectors.joining(" ", hint.name() + "(", ")"));
  }
}
