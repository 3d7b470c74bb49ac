package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.NdArray;
import io.snakepit.api.Result;
import io.snakepit.api.Snakepit;
import io.snakepit.api.TypeRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of docs/values.md through a real worker and back (S8). */
@Timeout(120)
@ParameterizedClass
@ValueSource(strings = {"json", "msgpack"})
class ValuesTest {

  private static Snakepit pit;

  @Parameter String codec;

  @BeforeParameterizedClassInvocation
  static void start(String codec) {
    pit = RealCodecs.start(codec);
  }

  @AfterParameterizedClassInvocation
  static void close() {
    if (pit != null) {
      pit.close();
      pit = null;
    }
  }

  static Stream<Object> values() {
    return Stream.of(
        true,
        0L,
        -1L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        (1L << 53) + 1,
        BigInteger.ONE.shiftLeft(64),
        BigInteger.TEN.pow(5_000),
        1.0,
        -0.0,
        1e300,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        "",
        "é \u0000 \n 🐍 \"quoted\"",
        List.of(1L, "two", List.of()),
        Arrays.asList(null, 1L),
        Set.of(1L, 2L),
        Map.of("a", 1L),
        Map.of("$date", "not a date"),
        Map.of("$", Map.of("$map", 1L)),
        Map.of(1L, "one", 2L, "two"),
        Map.of(LocalDate.of(2026, 1, 31), List.of(1L)),
        LocalDate.of(2026, 1, 31),
        LocalTime.of(23, 59, 59, 500_000_000),
        LocalDateTime.of(2026, 1, 31, 23, 59, 59, 123_456_000),
        OffsetDateTime.of(2026, 1, 31, 23, 59, 59, 0, ZoneOffset.ofHours(1)),
        Duration.ofMillis(-1_500),
        new BigDecimal("1.20"),
        new BigDecimal("-1E+400"),
        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void comesBackAsItWas(Object value) {
    assertThat(send(value).value()).isEqualTo(value);
    assertThat(send(List.of(Map.of("inside", value))).value())
        .isEqualTo(List.of(Map.of("inside", value)));
  }

  @Test
  void nullComesBack() {
    assertThat(send(null).isNull()).isTrue();
    assertThat(send(null).value()).isNull();
  }

  @Test
  void bytesComeBackAlsoWhenLarge() {
    byte[] bytes = new byte[3 << 20];
    Arrays.fill(bytes, (byte) 0xAB);
    assertThat(send(bytes).as(byte[].class)).isEqualTo(bytes);
    assertThat(send(new byte[0]).as(byte[].class)).isEmpty();
  }

  @Test
  void arraysComeBack() {
    if (!pit.execute("has_module", Map.of("name", "numpy")).as(Boolean.class)) {
      Required.missing("numpy", "this Python hasn't got it");
    }
    NdArray array = NdArray.of(new double[] {1, 2, 3, 4, 5, Double.NaN}, 2, 3);
    NdArray back = send(array).as(NdArray.class);
    assertThat(back.dtype()).isEqualTo("<f8");
    assertThat(back.shape()).containsExactly(2, 3);
    assertThat(back.toDoubles()).containsExactly(1, 2, 3, 4, 5, Double.NaN);
  }

  @Test
  void orderOfAMapIsKept() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 100; i > 0; i--) {
      map.put("k" + i, i);
    }
    assertThat(((Map<?, ?>) send(map).value()).keySet().toString())
        .isEqualTo(map.keySet().toString());
  }

  static Stream<Object> unknownToPython() {
    return Stream.of(
        Instant.ofEpochSecond(0, 1),
        Duration.ofNanos(1),
        Duration.ofSeconds(Long.MAX_VALUE),
        LocalTime.of(1, 2, 3, 4),
        LocalDate.MAX,
        LocalDateTime.MIN,
        Set.of(Map.of()),
        Set.of(1L, 1.0));
  }

  @ParameterizedTest
  @MethodSource("unknownToPython")
  void whatPythonHasNoValueForIsAnInvalidArgument(Object value) {
    assertThatThrownBy(() -> send(List.of(value)))
        .isInstanceOfSatisfying(
            InvalidCallException.class,
            unheld -> {
              assertThat(unheld.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
              assertThat(unheld.parameter()).isEqualTo("value");
            })
        .hasMessageStartingWith("tool 'same': argument 'value[0]': ");
  }

  record Point(int x, double y, List<Instant> at) {}

  @Test
  void recordsComeBackTyped() {
    Point point = new Point(1, 2.5, List.of(Instant.parse("2026-01-31T00:00:00Z")));
    assertThat(send(point).as(Point.class)).isEqualTo(point);
    assertThat(send(List.of(point)).as(new TypeRef<List<Point>>() {})).containsExactly(point);
  }

  private static Result send(Object value) {
    return pit.execute("same", Collections.singletonMap("value", value));
  }
}
