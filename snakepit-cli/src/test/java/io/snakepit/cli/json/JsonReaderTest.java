package io.snakepit.cli.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
  void keepsEveryLetterOfAFile() throws IOException {
    byte[] file = new byte[21_000_000]; // more than Jackson takes unless it is told to
    Arrays.fill(file, (byte) 'a');
    file[0] = '"';
    file[file.length - 1] = '"';
    assertThat(JsonReader.read(file)).asString().hasSize(file.length - 2);
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

  @Test
  void readsWhatTheWriterWrites() {
    List<Object> values =
        List.of(
            "abc".getBytes(UTF_8),
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            new BigDecimal("1.20"),
            LocalDate.of(2026, 1, 31),
            LocalTime.of(23, 59, 59, 500_000_000),
            LocalDateTime.of(2026, 1, 31, 23, 59),
            OffsetDateTime.of(2026, 1, 31, 23, 59, 0, 0, ZoneOffset.ofHours(1)),
            Duration.ofSeconds(Long.MAX_VALUE, 7),
            Duration.ofNanos(-1),
            UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
            Set.of(1L),
            Map.of(1L, "one"),
            Map.of("$date", "no date"));
    for (Object value : values) {
      String text = new String(JsonWriter.write(value), UTF_8);
      assertThat(read(text)).as(text).isEqualTo(value);
      assertThat(read("[" + text + "]")).asInstanceOf(LIST).first().isEqualTo(value);
    }
  }

  @Test
  void readsAnIntegerOfMessagePack() {
    assertThat(read("{\"$int\": \"-7\"}")).isEqualTo(-7L);
    assertThat(read("{\"$int\": \"18446744073709551616\"}"))
        .isEqualTo(BigInteger.ONE.shiftLeft(64));
    assertThat(read("{\"$duration\": {\"$int\": \"-1\"}}")).isEqualTo(Duration.ofNanos(-1));
  }

  @Test
  void leavesAloneWhatIsNoTagOfOurs() {
    assertThat(read("{\"$gt\": 5}")).isEqualTo(Map.of("$gt", 5L));
    assertThat(read("{\"$date\": 1, \"a\": 2}")).isEqualTo(Map.of("$date", 1L, "a", 2L));
    assertThat(read("{\"$ref\": null}")).isEqualTo(Collections.singletonMap("$ref", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$date': 5}",
        "{'$time': '25:00'}",
        "{'$bytes': 0}",
        "{'$bytes': '*'}",
        "{'$float': '1.5'}",
        "{'$decimal': 'NaN'}",
        "{'$duration': 1.5}",
        "{'$duration': 99999999999999999999999999999}",
        "{'$uuid': '1'}",
        "{'$uuid': '1-1-1-1-1'}",
        "{'$uuid': '123456789-123-1234-1234-123456789012'}",
        "{'$int': 5}",
        "{'$int': '+5'}",
        "{'$int': '1.5'}",
        "{'$datetime': '2026-01-31T10:00:00+01:00[Europe/Paris]'}",
        "{'$set': 1}",
        "{'$set': [1, 1]}",
        "{'$map': [1]}",
        "{'$map': [[1]]}",
        "{'$map': [[1, 2], [1, 3]]}",
        "{'$ndarray': {'dtype': '<f8', 'shape': [1], 'data': [1.0]}}"
      })
  void saysWhichTagItCannotRead(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(text.replace('\'', '"')))
        .withMessageStartingWith("a '" + text.substring(2, text.indexOf("':")) + "' ");
  }

  private static Object read(String text) {
    return JsonReader.read(text).orElseThrow().value();
  }
}
