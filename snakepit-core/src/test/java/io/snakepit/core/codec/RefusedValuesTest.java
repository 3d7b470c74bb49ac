package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.ValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't be written: the error names path and reason. */
@ParameterizedClass
@EnumSource(Form.class)
class RefusedValuesTest {

  enum Color {
    RED
  }

  record Row(Object when, List<Row> rows) {}

  record TagLike(String $date) {}

  record AnyTagLike(@JsonAnyGetter Map<String, Object> all) {}

  record RawJson(@JsonRawValue String text) {}

  record Link(@Nullable Link next) {}

  static final class Broken {
    private String value;

    public String getValue() {
      if (value == null) {
        throw new IllegalStateException("not now");
      }
      return value;
    }
  }

  static final class Empty {}

  @Deprecated
  static final class Marked {
    int hidden() {
      return 1;
    }
  }

  static final class Node {
    public Node next = this;
  }

  @Parameter Form form;

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(new Thread(), "a java.lang.Thread can't be represented"),
        arguments(
            URI.create("x:y"),
            "a java.net.URI can't be represented; send its text, or a map or record of its parts"),
        arguments((Runnable) () -> {}, "can't be represented"),
        arguments(
            new Empty(), "a io.snakepit.core.codec.RefusedValuesTest$Empty has no properties"),
        arguments(
            new Marked(), "a io.snakepit.core.codec.RefusedValuesTest$Marked has no properties"),
        arguments("a\ud800", "a lone surrogate at character 1"),
        arguments('\udc00', "a lone surrogate at character 0"),
        arguments(Map.of("\udc00", 1), "a lone surrogate at character 0"),
        arguments(BigInteger.TEN.pow(100_000), "more than 100000 digits"),
        arguments(new BigDecimal(BigInteger.TEN.pow(100_000)), "a decimal of more than 100000"),
        arguments(Instant.MAX, "no calendar"),
        arguments(new TagLike("x"), "begins like a tag"),
        arguments(new AnyTagLike(Map.of("$date", "x")), "begins like a tag"),
        arguments(new RawJson("[1]"), "text that is JSON already"),
        arguments(new Broken(), "not now"),
        arguments(new LinkedHashSet<Object>(List.of(1, 1L)), "equal when written: 1"),
        arguments(twoKeys(1, 1L), "equal when written: 1"),
        arguments(twoKeys(0.1, 0.1f), "equal when written: 0.1"),
        arguments(twoKeys(Instant.EPOCH, OffsetDateTime.parse("1970-01-01T00:00Z")), "1970-01-01"),
        arguments(twoKeys(List.of(1, "a"), List.of(1L, 'a')), "equal when written: [1, a]"),
        arguments(twoKeys(Set.of(1), Set.of(1L)), "equal when written: [1]"),
        arguments(twoKeys("RED", Color.RED), "equal when written: RED"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isAnErrorThatNamesThePath(Object value, String reason) {
    Object rows = new Object[] {null, List.of(Map.of("when", value))};

    ValueException error = refuse(Map.of("rows", rows));

    assertThat(error.code()).isEqualTo(ErrorCode.UNREPRESENTABLE_ARGUMENT);
    assertThat(error.path()).startsWith("rows[1][0].when");
    assertThat(error.getMessage()).startsWith(error.path() + ": ").contains(reason);
  }

  @Test
  void pathsLeadThroughEveryKindOfContainer() {
    Object bad = new Thread();

    assertThat(refuse(Map.of("a", bad)).path()).isEqualTo("a");
    assertThat(refuse(Map.of("a", new Row(1, List.of(new Row(bad, null))))).path())
        .isEqualTo("a.rows[0].when");
    assertThat(refuse(Map.of("a", Map.of("two words", bad))).path()).isEqualTo("a['two words']");
    assertThat(refuse(Map.of("a", Map.of(7, bad))).path()).isEqualTo("a[7]");
    assertThat(refuse(Map.of("a", Set.of(bad))).path()).isEqualTo("a[0]");
    assertThat(refuse(Map.of("a", Optional.of(List.of(1, bad)))).path()).isEqualTo("a[1]");
    assertThat(refuse(Map.of("$a", bad)).path()).isEqualTo("$a");
  }

  @Test
  void aRootBeginsThePath() {
    ValueException inside =
        catchThrowableOfType(
            ValueException.class, () -> form.codec().encode(List.of(new Thread()), "result"));
    ValueException itself =
        catchThrowableOfType(
            ValueException.class, () -> form.codec().encode(new Thread(), "result"));

    assertThat(inside.path()).isEqualTo("result[0]");
    assertThat(itself.path()).isEqualTo("result");
  }

  @Test
  void whatContainsItselfIsRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    Map<String, Object> map = new HashMap<>();
    map.put("me", map);
    Set<Object> set = new LinkedHashSet<>();
    set.add(Arrays.asList(set, 1));

    assertThat(refuse(Map.of("a", list)).getMessage()).contains("or in itself");
    assertThat(refuse(map).getMessage()).contains("or in itself");
    assertThat(refuse(Map.of("a", new Node()))).isNotNull();
  }

  @Test
  void twoHundredLevelsAreTheMost() {
    assertThat(form.codec().decode(form.codec().encode(nested(200), "value")))
        .isEqualTo(nested(200));
    assertThat(form.codec().decode(form.codec().encode(nestedMaps(200), "value")))
        .isEqualTo(nestedMaps(200));
    assertThat(form.codec().decode(form.codec().encode(nestedSets(200), "value")))
        .isEqualTo(nestedSets(200));

    ValueException error =
        catchThrowableOfType(ValueException.class, () -> form.codec().encode(nested(201), "value"));
    assertThat(error.getMessage()).contains("nested deeper than 200 levels");
    assertThat(error.path()).isEqualTo("value" + "[0]".repeat(200));
    assertThat(
            catchThrowableOfType(
                ValueException.class, () -> form.codec().encode(nestedMaps(201), "value")))
        .isNotNull();
    assertThat(
            catchThrowableOfType(
                ValueException.class, () -> form.codec().encode(nestedSets(201), "value")))
        .isNotNull();
  }

  static Object nested(int levels) {
    Object value = List.of();
    for (int level = 1; level < levels; level++) {
      value = List.of(value);
    }
    return value;
  }

  @Test
  void recordsInRecordsAreLevelsToo() {
    assertThat(form.codec().decode(form.codec().encode(chain(200), "value"))).isNotNull();

    for (int levels : new int[] {201, 20_000}) {
      ValueException error =
          catchThrowableOfType(
              ValueException.class, () -> form.codec().encode(chain(levels), "value"));
      assertThat(error.getMessage()).contains("nested deeper than 200 levels");
      assertThat(error.path()).isEqualTo("value" + ".next".repeat(200));
    }
  }

  private static Object chain(int levels) {
    Link chain = null;
    for (int level = 0; level < levels; level++) {
      chain = new Link(chain);
    }
    return Objects.requireNonNull(chain);
  }

  private static Object nestedMaps(int levels) {
    Object value = Map.of();
    for (int level = 1; level < levels; level++) {
      value = Map.of(1L, value);
    }
    return value;
  }

  private static Object nestedSets(int levels) {
    Object value = Set.of();
    for (int level = 1; level < levels; level++) {
      value = Set.of(value);
    }
    return value;
  }

  private static Map<Object, Object> twoKeys(Object one, Object other) {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put(one, "x");
    map.put(other, "y");
    return map;
  }

  private ValueException refuse(Map<String, ?> arguments) {
    return catchThrowableOfType(
        ValueException.class, () -> form.codec().encodeArguments(arguments));
  }
}
