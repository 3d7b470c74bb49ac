package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.snakepit.api.NdArray;
import io.snakepit.api.ValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random values of every kind, nested in every way, come back as they were. */
@ParameterizedClass
@EnumSource(Form.class)
class RoundTripTest {

  private static final int ROUNDS = 3_000;

  @Parameter Form form;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyValueComesBackAsItWas(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Object value = value(random, 4);

      assertThat(form.codec().decode(form.codec().encode(value, "value"))).isEqualTo(value);
      assertThat(form.codec().decode(form.codec().encode(value, "value"), Object.class))
          .isEqualTo(value);
    }
  }

  /** Float.toString has digits too many for some, before Java 19. */
  @Test
  void everyFloatIsTheDoubleOfTheShortestDecimal() {
    Random random = new Random(4);
    for (int round = 0; round < ROUNDS; round++) {
      float number = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(number)) {
        double shortest = Double.parseDouble(NumberOutput.toString(number, true));

        assertThat(form.codec().decode(form.codec().encode(number, "value"))).isEqualTo(shortest);
        assertThatThrownBy(() -> form.codec().encode(Set.of(number, shortest), "value"))
            .isInstanceOf(ValueException.class);
        assertThat((float) shortest).isEqualTo(number);
      }
    }
  }

  private static Object value(Random random, int levels) {
    int kind = random.nextInt(levels == 0 ? 14 : 18);
    return switch (kind) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> new BigInteger(200, random).add(BigInteger.ONE.shiftLeft(64)).negate();
      case 4 -> Double.longBitsToDouble(random.nextLong());
      case 5 -> -0.0;
      case 6 -> text(random);
      case 7 -> LocalDate.ofEpochDay(random.nextInt());
      case 8 ->
          LocalTime.ofNanoOfDay(
              random.nextInt(86_400) * 1_000_000_000L + random.nextInt(1_000_000_000));
      case 9 ->
          Duration.ofSeconds(
              random.nextLong() >> random.nextInt(64), random.nextInt(1_000_000_000));
      case 10 -> new BigDecimal(new BigInteger(100, random), random.nextInt(50) - 25);
      case 11 -> new UUID(random.nextLong(), random.nextLong());
      case 12 ->
          Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
              .atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(36_000) - 18_000));
      case 13 -> NdArray.of(random.doubles(random.nextInt(4)).toArray());
      case 14 -> list(random, levels - 1);
      case 15 -> set(random, levels - 1);
      case 16 -> map(random, levels - 1, true);
      default -> map(random, levels - 1, false);
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      int point =
          random.nextInt(4) == 0
              ? random.nextInt(Character.MAX_CODE_POINT + 1)
              : "$a\"\\\u0000\n".charAt(random.nextInt(6));
      text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 'x' : point);
    }
    return text.toString();
  }

  private static List<Object> list(Random random, int levels) {
    List<Object> list = new ArrayList<>();
    for (int size = random.nextInt(4); size > 0; size--) {
      list.add(value(random, levels));
    }
    return list;
  }

  private static Set<Object> set(Random random, int levels) {
    return new LinkedHashSet<>(list(random, levels));
  }

  private static Map<Object, Object> map(Random random, int levels, boolean strings) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int size = random.nextInt(4); size > 0; size--) {
      map.put(strings ? text(random) : value(random, levels), value(random, levels));
    }
    return map;
  }
}
