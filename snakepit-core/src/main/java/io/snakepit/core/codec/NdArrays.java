package io.snakepit.core.codec;

import io.snakepit.api.NdArray;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** What Java has for arrays: primitive ones for those of one dimension, and lists. */
final class NdArrays {

  private static final int HALF_FRACTION = 10;
  private static final int HALF_BIAS = 15;
  private static final int HALF_SPECIAL = 31;

  private NdArrays() {}

  /** Copies the elements; null when there are more dimensions, or another type of element. */
  static @Nullable Object toPrimitives(NdArray array, Class<?> component) {
    if (array.shape().length != 1) {
      return null;
    }
    String type = elementType(array);
    if (component == double.class && type.equals("f8")) {
      return array.toDoubles();
    }
    if (component == float.class && type.equals("f4")) {
      return array.toFloats();
    }
    if (component == long.class && type.equals("i8")) {
      return array.toLongs();
    }
    if (component == int.class && type.equals("i4")) {
      return array.toInts();
    }
    if (component == short.class && type.equals("i2")) {
      short[] values = new short[array.data().remaining() / Short.BYTES];
      array.data().asShortBuffer().get(values);
      return values;
    }
    return component == boolean.class && type.equals("b1") ? toBooleans(array.data()) : null;
  }

  private static boolean[] toBooleans(ByteBuffer data) {
    boolean[] values = new boolean[data.remaining()];
    for (int index = 0; index < values.length; index++) {
      values[index] = data.get() != 0;
    }
    return values;
  }

  /**
   * An array as the list that it would be without NumPy: of arrays with a dimension less, or of
   * elements in their untyped form.
   *
   * @param array has a dimension at least
   */
  static List<Object> toList(NdArray array) {
    int[] shape = array.shape();
    return new Elements(array, shape[0], Arrays.copyOfRange(shape, 1, shape.length));
  }

  private static String elementType(NdArray array) {
    return array.dtype().substring(1);
  }

  private static final class Elements extends AbstractList<Object> implements RandomAccess {

    private final NdArray array;
    private final ByteBuffer data;
    private final String type;
    private final int size;
    private final int[] inner;

    Elements(NdArray array, int size, int[] inner) {
      this.array = array;
      this.data = array.data();
      this.type = elementType(array);
      this.size = size;
      this.inner = inner;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public Object get(int index) {
      int bytes = data.remaining() / size;
      int start = index * bytes;
      return inner.length == 0
          ? element(start)
          : NdArray.of(array.dtype(), inner, data.slice(start, bytes));
    }

    private Object element(int at) {
      return switch (type) {
        case "b1" -> data.get(at) != 0;
        case "i1" -> (long) data.get(at);
        case "i2" -> (long) data.getShort(at);
        case "i4" -> (long) data.getInt(at);
        case "i8" -> data.getLong(at);
        case "u1" -> Byte.toUnsignedLong(data.get(at));
        case "u2" -> Short.toUnsignedLong(data.getShort(at));
        case "u4" -> Integer.toUnsignedLong(data.getInt(at));
        case "u8" -> unsigned(data.getLong(at));
        case "f2" -> half(data.getShort(at));
        case "f4" -> (double) data.getFloat(at);
        case "f8" -> data.getDouble(at);
        default -> throw new IllegalArgumentException("no element is a " + type);
      };
    }
  }

  private static Object unsigned(long bits) {
    return bits >= 0 ? (Object) bits : new BigInteger(Long.toUnsignedString(bits));
  }

  /** A binary16 of IEEE 754, which Java reads itself from 20 on only. */
  private static double half(short bits) {
    int exponent = (bits >> HALF_FRACTION) & HALF_SPECIAL;
    int fraction = bits & ((1 << HALF_FRACTION) - 1);
    double sign = bits < 0 ? -1 : 1;
    if (exponent == HALF_SPECIAL) {
      return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    int whole = exponent == 0 ? 0 : 1 << HALF_FRACTION;
    return sign
        * Math.scalb(
            (double) (whole + fraction), Math.max(exponent, 1) - HALF_BIAS - HALF_FRACTION);
  }
}
