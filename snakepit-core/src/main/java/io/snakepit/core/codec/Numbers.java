package io.snakepit.core.codec;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Conversions between kinds of number, where no digit is lost. */
final class Numbers {

  private Numbers() {}

  /** The double that a float is written as: that of the shortest decimal, as Jackson finds it. */
  static double written(float number) {
    // Float.toString has more digits for some, before Java 19
    return Double.parseDouble(NumberOutput.toString(number, true));
  }

  /** A float, or an integer that a double holds exactly. */
  static @Nullable Double toDouble(Object raw) {
    if (raw instanceof Double number) {
      return number;
    }
    BigInteger integer = toBigInteger(raw);
    if (integer == null) {
      return null;
    }
    double number = integer.doubleValue();
    return isSame(integer, number) ? number : null;
  }

  /** A float, rounded to the nearest; or an integer that a float holds exactly. */
  static @Nullable Float toFloat(Object raw) {
    if (raw instanceof Double number) {
      float rounded = number.floatValue();
      return Float.isInfinite(rounded) && !number.isInfinite() ? null : rounded;
    }
    BigInteger integer = toBigInteger(raw);
    if (integer == null) {
      return null;
    }
    float number = integer.floatValue();
    return isSame(integer, number) ? number : null;
  }

  /** An integer. */
  static @Nullable BigInteger toBigInteger(Object raw) {
    if (raw instanceof BigInteger number) {
      return number;
    }
    return raw instanceof Long number ? BigInteger.valueOf(number) : null;
  }

  /** A decimal or an integer. */
  static @Nullable BigDecimal toBigDecimal(Object raw) {
    if (raw instanceof BigDecimal number) {
      return number;
    }
    BigInteger integer = toBigInteger(raw);
    return integer == null ? null : new BigDecimal(integer);
  }

  private static boolean isSame(BigInteger integer, double number) {
    return Double.isFinite(number) && new BigDecimal(number).toBigIntegerExact().equals(integer);
  }
}
