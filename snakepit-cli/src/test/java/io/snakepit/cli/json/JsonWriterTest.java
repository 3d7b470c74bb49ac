package io.snakepit.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.snakepit.api.NdArray;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonWriterTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(null, "null"),
        Arguments.of(true, "true"),
        Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of(BigInteger.TEN.pow(40), "1" + "0".repeat(40)),
        Arguments.of(1.0, "1.0"),
        Arguments.of(-0.0, "-0.0"),
        Arguments.of(2.0E-3, "0.002"),
        Arguments.of(Double.NaN, "{\"$float\":\"NaN\"}"),
        Arguments.of(Double.POSITIVE_INFINITY, "{\"$float\":\"Infinity\"}"),
        Arguments.of(Float.NEGATIVE_INFINITY, "{\"$float\":\"-Infinity\"}"),
        Arguments.of("a\"é\n", "\"a\\\"é\\n\""),
        Arguments.of("漢😀", "\"漢😀\""),
        Arguments.of(new byte[] {0, 1, (byte) 255}, "{\"$bytes\":\"AAH/\"}"),
        Arguments.of(Arrays.asList(1L, null, "x"), "[1,null,\"x\"]"),
        Arguments.of(Set.of(3L), "{\"$set\":[3]}"),
        Arguments.of(LocalDate.of(2026, 1, 31), "{\"$date\":\"2026-01-31\"}"),
        Arguments.of(LocalTime.of(23, 59), "{\"$time\":\"23:59:00\"}"),
        Arguments.of(
            LocalDateTime.of(2026, 1, 31, 23, 59, 59, 500_000_000),
            "{\"$datetime\":\"2026-01-31T23:59:59.5\"}"),
        Arguments.of(
            OffsetDateTime.parse("2026-01-31T23:59:00+01:00"),
            "{\"$datetime\":\"2026-01-31T23:59:00+01:00\"}"),
        Arguments.of(Duration.ofMillis(1500), "{\"$duration\":1500000000}"),
        Arguments.of(Duration.ofNanos(-1), "{\"$duration\":-1}"),
        Arguments.of(new BigDecimal("1.20"), "{\"$decimal\":\"1.20\"}"),
        Arguments.of(new UUID(0, 1), "{\"$uuid\":\"00000000-0000-0000-0000-000000000001\"}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void writesEachKindOfValue(Object value, String json) {
    assertThat(write(value)).isEqualTo(json);
  }

  @Test
  void keepsTheOrderOfMapsAndTheirNulls() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", 1L);
    map.put("a", null);
    assertThat(write(map)).isEqualTo("{\"b\":1,\"a\":null}");
  }

  @Test
  void writesMapsThatJsonCannotHoldAsPairs() {
    assertThat(write(Map.of(1L, "x"))).isEqualTo("{\"$map\":[[1,\"x\"]]}");
    assertThat(write(Map.of("$date", "x"))).isEqualTo("{\"$map\":[[\"$date\",\"x\"]]}");
    assertThat(write(Collections.singletonMap(null, 1L))).isEqualTo("{\"$map\":[[null,1]]}");
  }

  @Test
  void writesNestingAsDeepAsItComes() {
    Object nested = "x";
    for (int level = 0; level < 1_200; level++) {
      nested = List.of(nested);
    }
    assertThat(write(nested)).startsWith("[".repeat(1_200) + "\"x\"");
  }

  @Test
  void writesArraysWithShapeAndElements() {
    assertThat(write(NdArray.of(new double[] {1, 2, 3, Double.NaN}, 2, 2)))
        .isEqualTo(
            "{\"$ndarray\":{\"dtype\":\"<f8\",\"shape\":[2,2],"
                + "\"data\":[1.0,2.0,3.0,{\"$float\":\"NaN\"}]}}");
    assertThat(write(NdArray.of(new long[0], 0, 3)))
        .isEqualTo("{\"$ndarray\":{\"dtype\":\"<i8\",\"shape\":[0,3],\"data\":[]}}");
  }

  static Stream<Arguments> elements() {
    return Stream.of(
        Arguments.of("|b1", bytes(1).put((byte) 1), "true"),
        Arguments.of("|i1", bytes(1).put((byte) -1), "-1"),
        Arguments.of("|u1", bytes(1).put((byte) -1), "255"),
        Arguments.of("<i2", bytes(2).putShort((short) -1), "-1"),
        Arguments.of("<u2", bytes(2).putShort((short) -1), "65535"),
        Arguments.of("<i4", bytes(4).putInt(-1), "-1"),
        Arguments.of("<u4", bytes(4).putInt(-1), "4294967295"),
        Arguments.of("<u8", bytes(8).putLong(-1), "18446744073709551615"),
        Arguments.of("<f4", bytes(4).putFloat(0.1f), "0.1"),
        Arguments.of("<f2", bytes(2).putShort((short) 0x3C00), "1.0"),
        Arguments.of("<f2", bytes(2).putShort((short) 0xC180), "-2.75"),
        Arguments.of("<f2", bytes(2).putShort((short) 0x0001), "5.9604645E-8"),
        Arguments.of("<f2", bytes(2).putShort((short) 0xFC00), "{\"$float\":\"-Infinity\"}"),
        Arguments.of("<f2", bytes(2).putShort((short) 0x7E00), "{\"$float\":\"NaN\"}"));
  }

  @ParameterizedTest
  @MethodSource("elements")
  void readsEachElementType(String dtype, ByteBuffer data, String json) {
    assertThat(write(NdArray.of(dtype, new int[] {1}, data.flip()))).contains("[" + json + "]");
  }

  @Test
  void refusesWhatNoValueCanBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonWriter.write(new Object()))
        .withMessageContaining("java.lang.Object");
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String write(Object value) {
    return new String(JsonWriter.write(value), StandardCharsets.UTF_8);
  }
}
