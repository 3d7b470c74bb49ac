package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.ValueException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is no JSON, or JSON that no worker may send. */
class MalformedJsonTest {

  private static final String TOO_LONG =
      "an integer of 100001 digits, and 100000 is the most; send it as a string";

  private final Codec codec = new JsonCodec();

  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("", "", "no value"),
        arguments("[1", "", "end-of-input"),
        arguments("1 2", "", "more after the value"),
        arguments("NaN", "", "NaN"),
        arguments("[\"\\ud800\"]", "[0]", "lone surrogate"),
        arguments("{\"\\udc00\":1}", "", "surrogate"),
        arguments("[1e999]", "[0]", "too large for a double"),
        arguments("{\"a\":[1,-" + "1".repeat(100_001) + "]}", "a[1]", TOO_LONG),
        arguments("{\"$int\":\"" + "1".repeat(100_001) + "\"}", "", TOO_LONG));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void isAnErrorThatNamesThePath(String json, String path, String message) {
    ValueException error =
        catchThrowableOfType(
            ValueException.class, () -> codec.decode(TableCase.payload(json, List.of())));

    assertThat(error.getMessage()).contains(message);
    assertThat(error.path()).isEqualTo(path);
    assertThat(error.code()).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
  }

  @Test
  void isNoMismatchOfTheTypeThatWasAskedFor() {
    for (Class<?> type : List.of(Object.class, Long.class, List.class)) {
      assertThat(refuse("", type)).hasMessage("there is no value");
      assertThat(refuse("  ", type).code()).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
    }
    assertThat(refuse("1 2", Long.class)).hasMessage("there is more after the value");
    assertThat(refuse("1 ]", Long.class).code()).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
  }

  @Test
  void saysNothingOfJacksonsSettings() {
    assertThat(refuse("{\"a\":[1", Map.class))
        .hasMessageContaining("end-of-input")
        .hasMessageNotContaining("REDACTED")
        .hasMessageContaining("line: 1, column: 6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"$set\":[", "{\"a\":"})
  void bottomlessNestingIsRefused(String level) {
    assertThat(refuse(level.repeat(100_000), Object.class)).isNotNull();
    assertThat(refuse(level.repeat(100_000), List.class)).isNotNull();
  }

  @Test
  void limitsAreNamedWhateverIsAskedFor() {
    record Numbers(List<BigInteger> a) {}

    ValueException error = refuse("{\"a\":[1," + "1".repeat(100_001) + "]}", Numbers.class);
    assertThat(error).hasMessageContaining(TOO_LONG);
    assertThat(error.path()).isEqualTo("a[1]");
    assertThat(error.code()).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
    assertThat(refuse("[".repeat(201) + "]".repeat(201), List.class))
        .hasMessageContaining("nested deeper than 200 levels");
    assertThat(codec.decode(TableCase.payload("-" + "1".repeat(100_000), List.of())))
        .isInstanceOf(BigInteger.class);
  }

  @Test
  void anEscapedDollarSignBeginsATagToo() {
    assertThat(
            codec.decode(
                TableCase.payload("{\"\\u0024date\":\"2026-01-31\"}", List.of()), LocalDate.class))
        .isEqualTo(LocalDate.of(2026, 1, 31));
  }

  private ValueException refuse(String json, Class<?> type) {
    return catchThrowableOfType(
        ValueException.class, () -> codec.decode(TableCase.payload(json, List.of()), type));
  }
}
