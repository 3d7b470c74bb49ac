package io.snakepit.core.codec;

import io.snakepit.api.NdArray;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Java arrays out of one-dimensional arrays. */
final class NdArrays {

  private NdArrays() {}

  /** Copies the elements; null when there are more dimensions, or another type of element. */
  static @Nullable Object toPrimitives(NdArray array, Class<?> component) {
    if (array.shape().length != 1) {
      return null;
    }
    String type = array.dtype().substring(1);
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
    return toSmall(array.data(), component, type);
  }

  private static @Nullable Object toSmall(ByteBuffer data, Class<?> component, String type) {
    if (component == short.class && type.equals("i2")) {
      short[] values = new short[data.remaining() / Short.BYTES];
      data.asShortBuffer().get(values);
      return values;
    }
    if (component == byte.class && type.equals("i1")) {
      byte[] values = new byte[data.remaining()];
      data.get(values);
      return values;
    }
    if (component == boolean.class && type.equals("b1")) {
      boolean[] values = new boolean[data.remaining()];
      for (int index = 0; index < values.length; index++) {
        values[index] = data.get() != 0;
      }
      return values;
    }
    return null;
  }
}
