package io.snakepit.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  @Test
  void readsScalars() {
    assertThat(read("42")).isEqualTo(42L);
    assertThat(read(" -7 ")).isEqualTo(-7L);
    assertThat(read("1.0")).isEqualTo(1.0);
    assertThat(read("true")).isEqualTo(true);
    assertThat(read("null")).isNull();
    assertThat(read("\"a\\u00e9\"")).isEqualTo("aé");
  }

  @Test
  void keepsEveryDigitOfAnInteger() {
    assertThat(read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(read("18446744073709551616")).isEqualTo(BigInteger.ONE.shiftLeft(64));
    String digits = "7".repeat(5_000);
    assertThat(read(digits)).isEqualTo(new BigInteger(digits));
  }

  @Test
  void readsNestedValuesInOrder() {
    assertThat(read("{\"b\": [1, null, {}], \"a\": \"x\"}"))
        .isEqualTo(Map.of("b", Arrays.asList(1L, null, Map.of()), "a", "x"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsExactly(Map.entry("b", Arrays.asList(1L, null, Map.of())), Map.entry("a", "x"));
    assertThat(read("[]")).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "hello", "007", "1 2", "[1", "{a: 1}", "NaN", "'x'", "1,"})
  void saysWhatIsNotJson(String text) {
    assertThat(JsonReader.read(text)).isEmpty();
  }

  private static Object read(String text) {
    return JsonReader.read(text).orElseThrow().value();
  }
}
