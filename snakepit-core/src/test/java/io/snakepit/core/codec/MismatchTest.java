package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.NdArray;
import io.snakepit.api.TypeRef;
import io.snakepit.api.ValueException;
import io.snakepit.spi.Payload;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that aren't of the wanted type: nothing is bent to fit. */
@ParameterizedClass
@EnumSource(Form.class)
class MismatchTest {

  enum Signal {
    RED;

    @Override
    public String toString() {
      return "red light";
    }
  }

  enum Color {
    RED,
    GREEN
  }

  record Row(LocalDate when, int count) {
    Row {
      if (count < 0) {
        throw new IllegalArgumentException("count must not be negative");
      }
    }
  }

  record Table(List<Row> rows, Map<String, Row> named) {}

  interface Shape {}

  @Parameter Form form;

  static Stream<Arguments> mismatches() {
    String date = "{\"$date\":\"2026-01-31\"}";
    return Stream.of(
        arguments("300", byte.class, "", "expected byte, found the integer 300"),
        arguments("3000000000", int.class, "", "expected int, found the integer 3000000000"),
        arguments("9223372036854775808", long.class, "", "expected long, found the integer 92"),
        arguments("1.0", int.class, "", "expected int, found the float 1.0"),
        arguments("1.0", BigInteger.class, "", "expected BigInteger, found the float"),
        arguments("1.5", BigDecimal.class, "", "expected BigDecimal, found the float 1.5"),
        arguments("9007199254740993", double.class, "", "expected double, found the integer"),
        arguments("16777217", float.class, "", "expected float, found the integer 16777217"),
        arguments("1e39", float.class, "", "expected float, found the float 1.0E39"),
        arguments("\"1\"", int.class, "", "expected int, found the string \"1\""),
        arguments("1", String.class, "", "expected String, found the integer 1"),
        arguments("true", String.class, "", "expected String, found the boolean true"),
        arguments("1", boolean.class, "", "expected boolean, found the integer 1"),
        arguments("\"ab\"", char.class, "", "expected char, found the string \"ab\""),
        arguments("null", int.class, "", "expected int, found null"),
        arguments("\"BLUE\"", Color.class, "", "one of [RED, GREEN], found the string \"BLUE\""),
        arguments(
            "\"red light\"", Signal.class, "", "one of [RED], found the string \"red light\""),
        arguments("0", Color.class, "", "one of [RED, GREEN], found the integer 0"),
        arguments("\"2026-01-31\"", LocalDate.class, "", "expected LocalDate, found the string"),
        arguments(date, LocalDateTime.class, "", "expected LocalDateTime, found the date 2026"),
        arguments(date, Instant.class, "", "expected Instant, found the date"),
        arguments("\"x\"", UUID.class, "", "expected UUID, found the string"),
        arguments("\"AQ==\"", byte[].class, "", "expected byte[], found the string"),
        arguments("[1]", byte[].class, "", "expected byte[], found a list"),
        arguments("[1]", set(), "", "expected a set, found a list"),
        arguments("{\"$set\":[1]}", list(), "", "found a set"),
        arguments(
            "{\"$set\":[1]}", new TypeRef<Collection<Integer>>() {}.type(), "", "found a set"),
        arguments("{\"$set\":[1,\"a\"]}", set(), "[1]", "expected Integer, found the string"),
        arguments("[1,\"a\"]", list(), "[1]", "expected Integer, found the string \"a\""),
        arguments("[1,2.5]", int[].class, "[1]", "expected int, found the float 2.5"),
        arguments("[1,null]", int[].class, "[1]", "expected int, found null"),
        arguments("{}", list(), "", "expected List<Integer>, found a map"),
        arguments(
            "[{}]", new TypeRef<List<List<Row>>>() {}.type(), "[0]", "expected List<MismatchTest$"),
        arguments("[]", Map.class, "", "expected a map, found a list"),
        arguments("{\"1\":1}", integerKeys(), "['1']", "expected Integer, found the string \"1\""),
        arguments("{\"$map\":[[1,\"a\"]]}", integerKeys(), "[1]", "found the string \"a\""),
        arguments("{\"RED\":1,\"red\":2}", colors(), "red", "equal as MismatchTest$Color"),
        arguments("\"x\"", Row.class, "", "expected MismatchTest$Row, found the string \"x\""),
        arguments("\"\"", Row.class, "", "expected MismatchTest$Row, found an empty"),
        arguments("\" \"", Row.class, "", "expected MismatchTest$Row, found an empty"),
        arguments("\"x\"", Row[].class, "", "expected MismatchTest$Row[], found the string"),
        arguments("1", int[][].class, "", "expected int[][], found the integer 1"),
        arguments(
            "{\"$set\":[1,null]}", sorted(), "[1]", "expected what a TreeSet takes, found null"),
        arguments(
            "{\"a\":null}",
            new TypeRef<ConcurrentMap<String, Integer>>() {}.type(),
            "a",
            "expected what a ConcurrentHashMap takes, found null"),
        arguments(
            "{\"$map\":[[1,1],[null,1]]}",
            new TypeRef<TreeMap<Integer, Integer>>() {}.type(),
            "[null]",
            "expected what a TreeMap takes, found null"),
        arguments(
            "{\"$map\":[[{},1],[2,2]]}",
            new TypeRef<TreeMap<Object, Integer>>() {}.type(),
            "[{}]",
            "expected what a TreeMap takes, found a map"),
        arguments("[1]", Row.class, "", "expected MismatchTest$Row, found a list"),
        arguments(date, Row.class, "", "expected MismatchTest$Row, found the date 2026-01-31"),
        arguments("{\"count\":-1}", Row.class, "", "count must not be negative"),
        arguments("{}", Row.class, "count", "expected int, but it is absent"),
        arguments("{\"count\":null}", Row.class, "count", "expected int, found null"),
        arguments(
            "{\"rows\":[{\"count\":1},{\"count\":1,\"when\":3}]}",
            Table.class,
            "rows[1].when",
            "expected LocalDate, found the integer 3"),
        arguments(
            "{\"named\":{\"a b\":{\"count\":1,\"when\":{\"$time\":\"10:00\"}}}}",
            Table.class,
            "named['a b'].when",
            "expected LocalDate, found the time 10:00"),
        arguments("{}", Shape.class, "", "Shape"),
        arguments("\"x:y\"", URI.class, "", "instead of java.net.URI"),
        arguments("{}", Throwable.class, "", "instead of java.lang.Throwable"));
  }

  @ParameterizedTest
  @MethodSource("mismatches")
  void namesPathExpectationAndFinding(String json, Type type, String path, String message) {
    ValueException error =
        catchThrowableOfType(
            ValueException.class, () -> form.codec().decode(form.payload(json, List.of()), type));

    assertThat(error).isNotNull();
    assertThat(error.getMessage()).contains(message);
    assertThat(error.path()).isEqualTo(path);
    assertThat(error.code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
  }

  static Stream<Arguments> arrays() {
    return Stream.of(
        arguments("<f8", new int[] {2, 1}, double[].class),
        arguments("<f4", new int[] {2, 1, 2}, double[][].class),
        arguments("<i4", new int[] {2, 2}, list()),
        arguments("<i8", new int[] {2}, set()),
        arguments("|i1", new int[] {16}, byte[].class));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void arraysOfOtherDimensionsDontFit(String dtype, int[] shape, Type type) {
    Payload payload =
        form.codec().encode(NdArray.of(dtype, shape, ByteBuffer.allocate(16)), "value");

    ValueException error =
        catchThrowableOfType(ValueException.class, () -> form.codec().decode(payload, type));

    assertThat(error.getMessage()).contains("found the array NdArray[" + dtype);
  }

  @ParameterizedTest
  @MethodSource("equalOnceConverted")
  void keysAndElementsMustStayApart(Object value, Type type) {
    Payload payload = form.codec().encode(value, "value");

    ValueException error =
        catchThrowableOfType(ValueException.class, () -> form.codec().decode(payload, type));

    assertThat(error.getMessage()).contains("equal as Instant");
  }

  static Stream<Arguments> equalOnceConverted() {
    List<OffsetDateTime> sameInstant =
        Arrays.asList(
            OffsetDateTime.parse("2026-01-31T10:00+00:00"),
            OffsetDateTime.parse("2026-01-31T11:00+01:00"));
    return Stream.of(
        arguments(Set.copyOf(sameInstant), new TypeRef<Set<Instant>>() {}.type()),
        arguments(
            Map.of(sameInstant.get(0), 1, sameInstant.get(1), 2),
            new TypeRef<Map<Instant, Integer>>() {}.type()));
  }

  private static Type colors() {
    return new TypeRef<Map<Color, Integer>>() {}.type();
  }

  private static Type sorted() {
    return new TypeRef<SortedSet<Integer>>() {}.type();
  }

  private static Type list() {
    return new TypeRef<List<Integer>>() {}.type();
  }

  private static Type set() {
    return new TypeRef<Set<Integer>>() {}.type();
  }

  private static Type integerKeys() {
    return new TypeRef<Map<Integer, Integer>>() {}.type();
  }
}
