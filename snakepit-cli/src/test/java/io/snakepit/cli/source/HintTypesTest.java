package io.snakepit.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.ValueKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HintTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "int; INTEGER; long",
        "float; FLOAT INTEGER; double",
        "bool; BOOLEAN; boolean",
        "str; STRING; String",
        "bytes; BYTES; byte[]",
        "bytearray; BYTES; byte[]",
        "date; DATE STRING; LocalDate",
        "time; TIME STRING; LocalTime",
        "timedelta; DURATION; Duration",
        "Decimal; DECIMAL INTEGER STRING; BigDecimal",
        "UUID; UUID STRING; UUID",
        "ndarray; NDARRAY LIST; NdArray",
        "npt.NDArray[np.float64]; NDARRAY LIST; NdArray",
        "ndarray[tuple[Any, ...], dtype[float64]]; NDARRAY LIST; NdArray",
        "int | None; INTEGER NULL; @Nullable Long",
        "int; INTEGER NULL; @Nullable Long",
        "bytes | None; BYTES NULL; byte @Nullable []",
        "list[int] | None; LIST NULL; @Nullable List<Long>",
        "int | float; INTEGER FLOAT; double",
        "int | str; INTEGER STRING; ?",
        "date | str; DATE STRING; ?",
        "list[int] | list[str]; LIST; List<Object>",
        "Literal['a', 'b']; STRING; String",
        "Literal[1, 'a']; INTEGER STRING; ?",
        "list; LIST; List<Object>",
        "list[float]; LIST; List<Double>",
        "typing.List[bool]; LIST; List<Boolean>",
        "Sequence[date]; LIST; List<LocalDate>",
        "tuple[int, ...]; LIST; List<Long>",
        "tuple[int, int]; LIST; List<Long>",
        "tuple[int, str]; LIST; List<Object>",
        "tuple[()]; LIST; List<Object>",
        "list[int | None]; LIST; List<@Nullable Long>",
        "list[bytes | None]; LIST; List<byte @Nullable []>",
        "list[int | float]; LIST; List<Double>",
        "list[int | str]; LIST; List<Object>",
        "list[datetime]; LIST; List<Object>",
        "list[Literal['a']]; LIST; List<String>",
        "list[Literal[1, 2]]; LIST; List<Long>",
        "list[Literal[True]]; LIST; List<Boolean>",
        "list[Literal[b'a']]; LIST; List<Object>",
        "list[Point]; LIST; List<Object>",
        "set[str]; SET LIST; Set<String>",
        "frozenset[tuple[int, int]]; SET LIST; Set<List<Long>>",
        "dict; MAP; Map<String, Object>",
        "dict[str, float]; MAP; Map<String, Double>",
        "Mapping[str, list[int]]; MAP; Map<String, List<Long>>",
        "dict[int, str]; MAP; Map<Long, String>",
        "dict[Any, Any]; MAP; Map<Object, Object>",
        "Point; MAP; Map<String, Object>",
        "Point | None; MAP NULL; @Nullable Map<String, Object>",
        "Count; INTEGER; long",
        "Day; DATE STRING; LocalDate",
        "Names; SET LIST; Set<Object>",
        "Level; INTEGER STRING; ?",
        "Colour; STRING; String",
        "datetime; DATETIME STRING; ?",
        "datetime; DATETIME; ?",
        "None; NULL; ?",
        "Any; ``; ?",
        "list[int]; ``; ?", // a class of the author's that is called so
        "date; MAP; Map<String, Object>",
        "``; ``; ?",
        "list[; LIST; List<Object>"
      })
  void aHintAndItsKindsAreAJavaType(String notation, String kinds, String type) {
    List<ValueKind> known =
        Arrays.stream(kinds.split(" "))
            .filter(kind -> !kind.isEmpty())
            .map(ValueKind::valueOf)
            .toList();
    assertThat(
            HintTypes.of(notation, known)
                .map(found -> found.plain(new Imports("Model")))
                .orElse("?"))
        .isEqualTo(type);
  }
}
