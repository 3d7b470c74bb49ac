package io.snakepit.core.codec;

import io.snakepit.api.NdArray;
import io.snakepit.api.TypeRef;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** At least one value for each row of docs/values.md. */
final class TableCases {

  enum Color {
    RED,
    GREEN
  }

  record Point(int x, double y) {}

  static final class Bean {
    public int x;
    private double y;

    public double getY() {
      return y;
    }

    public void setY(double y) {
      this.y = y;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bean that && x == that.x && y == that.y;
    }

    @Override
    public int hashCode() {
      return x;
    }
  }

  private TableCases() {}

  static List<TableCase> all() {
    List<TableCase> cases = new ArrayList<>();
    numbers(cases);
    texts(cases);
    containers(cases);
    times(cases);
    arrays(cases);
    return cases;
  }

  private static void numbers(List<TableCase> cases) {
    cases.add(
        new TableCase(
                "null", "null", List.of(), List.of(Optional.empty()), null, new LinkedHashMap<>())
            .as(String.class, null)
            .as(Integer.class, null)
            .as(Point.class, null)
            .as(type(new TypeRef<Optional<String>>() {}), Optional.empty()));
    cases.add(TableCase.of("boolean", "true", true).sentFrom(true).as(boolean.class, true));
    cases.add(TableCase.of("boolean", "false", false).sentFrom(false).as(Boolean.class, false));
    cases.add(
        TableCase.of("integer, 64 bit", "42", 42L)
            .sentFrom(42, 42L, (short) 42, (byte) 42, BigInteger.valueOf(42), Optional.of(42))
            .as(byte.class, (byte) 42)
            .as(short.class, (short) 42)
            .as(int.class, 42)
            .as(Integer.class, 42)
            .as(long.class, 42L)
            .as(BigInteger.class, BigInteger.valueOf(42))
            .as(float.class, 42f)
            .as(double.class, 42d)
            .as(BigDecimal.class, BigDecimal.valueOf(42))
            .as(Number.class, 42L)
            .as(type(new TypeRef<Optional<Integer>>() {}), Optional.of(42)));
    cases.add(
        TableCase.of("integer, 64 bit", "-9223372036854775808", Long.MIN_VALUE)
            .sentFrom(Long.MIN_VALUE)
            .as(long.class, Long.MIN_VALUE)
            .as(double.class, -0x1p63));
    BigInteger big = BigInteger.ONE.shiftLeft(64);
    cases.add(
        TableCase.of("integer, big", big.toString(), big)
            .sentFrom(big)
            .as(BigInteger.class, big)
            .as(double.class, 0x1p64));
    cases.add(
        TableCase.of("double", "1.0", 1.0)
            .sentFrom(1.0, 1f)
            .as(double.class, 1.0)
            .as(float.class, 1f));
    cases.add(TableCase.of("double", "0.1", 0.1).sentFrom(0.1, 0.1f).as(float.class, 0.1f));
    cases.add(TableCase.of("double", "-0.0", -0.0).sentFrom(-0.0, -0f).as(Double.class, -0.0));
    cases.add(TableCase.of("double", "1.0E300", 1e300).sentFrom(1e300).as(double.class, 1e300));
    cases.add(
        TableCase.of("NaN, infinities", "{\"$float\":\"NaN\"}", Double.NaN)
            .sentFrom(Double.NaN, Float.NaN)
            .as(double.class, Double.NaN)
            .as(float.class, Float.NaN));
    cases.add(
        TableCase.of("NaN, infinities", "{\"$float\":\"-Infinity\"}", Double.NEGATIVE_INFINITY)
            .sentFrom(Double.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY)
            .as(float.class, Float.NEGATIVE_INFINITY));
    cases.add(
        TableCase.of("NaN, infinities", "{\"$float\":\"Infinity\"}", Double.POSITIVE_INFINITY)
            .sentFrom(Double.POSITIVE_INFINITY, Float.POSITIVE_INFINITY)
            .as(Double.class, Double.POSITIVE_INFINITY));
    BigDecimal price = new BigDecimal("1.20");
    cases.add(
        TableCase.of("decimal", "{\"$decimal\":\"1.20\"}", price)
            .sentFrom(price)
            .as(BigDecimal.class, price));
  }

  private static void texts(List<TableCase> cases) {
    cases.add(
        TableCase.of("string", "\"é😀\\n\"", "é😀\n").sentFrom("é😀\n").as(String.class, "é😀\n"));
    cases.add(TableCase.of("string", "\"é\"", "é").sentFrom("é", 'é').as(char.class, 'é'));
    cases.add(TableCase.of("string", "\"$date\"", "$date").sentFrom("$date"));
    byte[] bytes = {0, 1, -1};
    cases.add(
        TableCase.of("bytes", "{\"$bytes\":0}", bytes)
            .with(bytes)
            .sentFrom(bytes, ByteBuffer.wrap(new byte[] {9, 0, 1, -1, 9}, 1, 3))
            .as(byte[].class, bytes)
            .as(ByteBuffer.class, ByteBuffer.wrap(bytes)));
    UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    cases.add(
        TableCase.of("UUID", "{\"$uuid\":\"00112233-4455-6677-8899-aabbccddeeff\"}", uuid)
            .sentFrom(uuid)
            .as(UUID.class, uuid));
    cases.add(
        TableCase.of("enum", "\"GREEN\"", "GREEN")
            .sentFrom(Color.GREEN)
            .as(Color.class, Color.GREEN)
            .as(String.class, "GREEN"));
  }

  private static void containers(List<TableCase> cases) {
    cases.add(
        TableCase.of("list", "[1,2]", List.of(1L, 2L))
            .sentFrom(
                List.of(1, 2),
                new int[] {1, 2},
                new Integer[] {1, 2},
                new ArrayDeque<>(List.of(1, 2)))
            .as(type(new TypeRef<List<Integer>>() {}), List.of(1, 2))
            .as(type(new TypeRef<Collection<Long>>() {}), List.of(1L, 2L))
            .as(int[].class, new int[] {1, 2})
            .as(double[].class, new double[] {1, 2})
            .as(Long[].class, new Long[] {1L, 2L}));
    cases.add(
        TableCase.of("set", "{\"$set\":[\"RED\"]}", Set.of("RED"))
            .sentFrom(Set.of("RED"), EnumSet.of(Color.RED))
            .as(type(new TypeRef<Set<String>>() {}), Set.of("RED"))
            .as(type(new TypeRef<EnumSet<Color>>() {}), EnumSet.of(Color.RED)));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("x", 1L);
    map.put("y", 0.5);
    Bean bean = new Bean();
    bean.x = 1;
    bean.setY(0.5);
    cases.add(
        TableCase.of("map, string keys", "{\"x\":1,\"y\":0.5}", map)
            .sentFrom(map, new Point(1, 0.5), bean)
            .as(type(new TypeRef<Map<String, Double>>() {}), Map.of("x", 1.0, "y", 0.5))
            .as(Point.class, new Point(1, 0.5))
            .as(Bean.class, bean));
    cases.add(
        TableCase.of(
                "map, other keys or tag-like",
                "{\"$map\":[[1,\"a\"],[2,\"b\"]]}",
                Map.of(1L, "a", 2L, "b"))
            .sentFrom(new TreeMap<>(Map.of(1, "a", 2, "b")))
            .as(type(new TypeRef<Map<Integer, String>>() {}), Map.of(1, "a", 2, "b"))
            .as(
                type(new TypeRef<TreeMap<Integer, String>>() {}),
                new TreeMap<>(Map.of(1, "a", 2, "b"))));
    cases.add(
        TableCase.of(
                "map, other keys or tag-like", "{\"$map\":[[\"$date\",1]]}", Map.of("$date", 1L))
            .sentFrom(Map.of("$date", 1))
            .as(type(new TypeRef<Map<String, Integer>>() {}), Map.of("$date", 1)));
    Map<Object, Object> none = new LinkedHashMap<>();
    none.put(null, List.of());
    cases.add(
        TableCase.of("map, other keys or tag-like", "{\"$map\":[[null,[]]]}", none)
            .sentFrom(none)
            .as(type(new TypeRef<Map<String, List<Point>>>() {}), none));
  }

  private static void times(List<TableCase> cases) {
    LocalDate date = LocalDate.of(2026, 1, 31);
    cases.add(
        TableCase.of("date", "{\"$date\":\"2026-01-31\"}", date)
            .sentFrom(date)
            .as(LocalDate.class, date));
    LocalTime time = LocalTime.of(23, 59, 59, 500_000_001);
    cases.add(
        TableCase.of("time", "{\"$time\":\"23:59:59.500000001\"}", time)
            .sentFrom(time)
            .as(LocalTime.class, time));
    LocalDateTime local = date.atTime(23, 59);
    cases.add(
        TableCase.of("local date-time", "{\"$datetime\":\"2026-01-31T23:59\"}", local)
            .sentFrom(local)
            .as(LocalDateTime.class, local));
    OffsetDateTime offset = OffsetDateTime.parse("2026-01-31T23:59:59.500+01:00");
    cases.add(
        TableCase.of(
                "date-time with offset",
                "{\"$datetime\":\"2026-01-31T23:59:59.500+01:00\"}",
                offset)
            .sentFrom(offset, ZonedDateTime.parse("2026-01-31T23:59:59.500+01:00[Europe/Berlin]"))
            .as(OffsetDateTime.class, offset)
            .as(ZonedDateTime.class, offset.toZonedDateTime())
            .as(Instant.class, offset.toInstant()));
    Instant instant = Instant.parse("2026-01-31T22:59:59Z");
    cases.add(
        TableCase.of(
                "date-time with offset",
                "{\"$datetime\":\"2026-01-31T22:59:59Z\"}",
                OffsetDateTime.parse("2026-01-31T22:59:59Z"))
            .sentFrom(instant)
            .as(Instant.class, instant));
    cases.add(
        TableCase.of("duration", "{\"$duration\":-1500000000}", Duration.ofMillis(-1500))
            .sentFrom(Duration.ofMillis(-1500))
            .as(Duration.class, Duration.ofMillis(-1500)));
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    cases.add(
        TableCase.of("duration", "{\"$duration\":9223372036854775807999999999}", longest)
            .sentFrom(longest));
  }

  private static void arrays(List<TableCase> cases) {
    NdArray matrix = NdArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    cases.add(
        TableCase.of(
                "array", "{\"$ndarray\":{\"dtype\":\"<f8\",\"shape\":[2,3],\"data\":0}}", matrix)
            .with(bytes(matrix))
            .sentFrom(matrix)
            .as(NdArray.class, matrix));
    NdArray doubles = NdArray.of(new double[] {1, Double.NaN});
    cases.add(
        TableCase.of(
                "array", "{\"$ndarray\":{\"dtype\":\"<f8\",\"shape\":[2],\"data\":0}}", doubles)
            .with(bytes(doubles))
            .sentFrom(doubles)
            .as(double[].class, new double[] {1, Double.NaN}));
    ByteBuffer shorts =
        ByteBuffer.allocate(4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) 1)
            .putShort((short) -2)
            .flip();
    NdArray integers = NdArray.of("<i2", new int[] {2}, shorts);
    cases.add(
        TableCase.of(
                "array", "{\"$ndarray\":{\"dtype\":\"<i2\",\"shape\":[2],\"data\":0}}", integers)
            .with(bytes(integers))
            .sentFrom(integers)
            .as(short[].class, new short[] {1, -2}));
    NdArray flags = NdArray.of("|b1", new int[] {2}, ByteBuffer.wrap(new byte[] {1, 0}));
    cases.add(
        TableCase.of("array", "{\"$ndarray\":{\"dtype\":\"|b1\",\"shape\":[2],\"data\":0}}", flags)
            .with(bytes(flags))
            .sentFrom(flags)
            .as(boolean[].class, new boolean[] {true, false}));
  }

  private static byte[] bytes(NdArray array) {
    byte[] bytes = new byte[array.data().remaining()];
    array.data().get(bytes);
    return bytes;
  }

  private static Type type(TypeRef<?> type) {
    return type.type();
  }
}
