package io.snakepit.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An n-dimensional array of numbers in C order, numpy's {@code ndarray}. Its bytes travel as they
 * are.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class NdArray {

  private final String dtype;
  private final int[] shape;
  private final ByteBuffer data;

  private NdArray(String dtype, int[] shape, ByteBuffer data) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
  }

  /**
   * Wraps bytes without copying.
   *
   * @param dtype numpy's notation of the element type: {@code <} (little-endian) or {@code |},
   *     followed by one of {@code b1}, {@code i1}, {@code i2}, {@code i4}, {@code i8}, {@code u1},
   *     {@code u2}, {@code u4}, {@code u8}, {@code f2}, {@code f4}, {@code f8}
   * @param shape the extent of each dimension, not negative
   * @param data the elements in C order, from position to limit; must not be changed afterwards
   * @return the array
   * @throws IllegalArgumentException when the sizes don't fit each other or the type is none of
   *     these
   */
  public static NdArray of(String dtype, int[] shape, ByteBuffer data) {
    long bytes = itemSize(dtype);
    for (int extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException("negative extent in shape " + Arrays.toString(shape));
      }
      if (extent > 0 && bytes > Long.MAX_VALUE / extent) {
        throw new IllegalArgumentException("no buffer holds a shape of " + Arrays.toString(shape));
      }
      bytes *= extent;
    }
    if (bytes != data.remaining()) {
      throw new IllegalArgumentException(
          dtype + Arrays.toString(shape) + " needs " + bytes + " bytes, not " + data.remaining());
    }
    return new NdArray(dtype, shape.clone(), data.slice().asReadOnlyBuffer());
  }

  /**
   * Copies doubles.
   *
   * @param values the elements in C order
   * @param shape the extents; none means one dimension
   * @return an array of {@code <f8}
   * @throws IllegalArgumentException when the elements take 2 GiB or more, or aren't as many as the
   *     extents say
   */
  public static NdArray of(double[] values, int... shape) {
    ByteBuffer bytes = room(values.length, Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    return of("<f8", shape.length == 0 ? new int[] {values.length} : shape, bytes);
  }

  /**
   * Copies floats.
   *
   * @param values the elements in C order
   * @param shape the extents; none means one dimension
   * @return an array of {@code <f4}
   * @throws IllegalArgumentException when the elements take 2 GiB or more, or aren't as many as the
   *     extents say
   */
  public static NdArray of(float[] values, int... shape) {
    ByteBuffer bytes = room(values.length, Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return of("<f4", shape.length == 0 ? new int[] {values.length} : shape, bytes);
  }

  /**
   * Copies 64-bit integers.
   *
   * @param values the elements in C order
   * @param shape the extents; none means one dimension
   * @return an array of {@code <i8}
   * @throws IllegalArgumentException when the elements take 2 GiB or more, or aren't as many as the
   *     extents say
   */
  public static NdArray of(long[] values, int... shape) {
    ByteBuffer bytes = room(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return of("<i8", shape.length == 0 ? new int[] {values.length} : shape, bytes);
  }

  /**
   * Copies 32-bit integers.
   *
   * @param values the elements in C order
   * @param shape the extents; none means one dimension
   * @return an array of {@code <i4}
   * @throws IllegalArgumentException when the elements take 2 GiB or more, or aren't as many as the
   *     extents say
   */
  public static NdArray of(int[] values, int... shape) {
    ByteBuffer bytes = room(values.length, Integer.BYTES);
    bytes.asIntBuffer().put(values);
    return of("<i4", shape.length == 0 ? new int[] {values.length} : shape, bytes);
  }

  /** Memory for elements. */
  static ByteBuffer room(int count, int size) {
    long bytes = (long) count * size;
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          count
              + " elements of "
              + size
              + " bytes are "
              + bytes
              + " bytes, and an NdArray has "
              + Integer.MAX_VALUE
              + " at most: send it in parts");
    }
    return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int itemSize(String dtype) {
    if (!dtype.matches("[<|](b1|[iu][1248]|f[248])")) {
      throw new IllegalArgumentException(
          "the dtype must be of a boolean or a little-endian number, as |b1, |u1, <i4 or <f8, not '"
              + dtype
              + "'");
    }
    return dtype.charAt(2) - '0';
  }

  /**
   * The element type.
   *
   * @return numpy's notation, as {@code <f8}
   */
  public String dtype() {
    return dtype;
  }

  /**
   * The extents.
   *
   * @return a copy
   */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The elements.
   *
   * @return a read-only, little-endian view in C order
   */
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Copies the elements as doubles.
   *
   * @return the elements in C order
   * @throws IllegalStateException when the dtype isn't a 64-bit float
   */
  public double[] toDoubles() {
    require("f8");
    double[] values = new double[data.remaining() / Double.BYTES];
    data().asDoubleBuffer().get(values);
    return values;
  }

  /**
   * Copies the elements as floats.
   *
   * @return the elements in C order
   * @throws IllegalStateException when the dtype isn't a 32-bit float
   */
  public float[] toFloats() {
    require("f4");
    float[] values = new float[data.remaining() / Float.BYTES];
    data().asFloatBuffer().get(values);
    return values;
  }

  /**
   * Copies the elements as longs.
   *
   * @return the elements in C order
   * @throws IllegalStateException when the dtype isn't a 64-bit signed integer
   */
  public long[] toLongs() {
    require("i8");
    long[] values = new long[data.remaining() / Long.BYTES];
    data().asLongBuffer().get(values);
    return values;
  }

  /**
   * Copies the elements as ints.
   *
   * @return the elements in C order
   * @throws IllegalStateException when the dtype isn't a 32-bit signed integer
   */
  public int[] toInts() {
    require("i4");
    int[] values = new int[data.remaining() / Integer.BYTES];
    data().asIntBuffer().get(values);
    return values;
  }

  private void require(String kind) {
    if (!dtype.endsWith(kind)) {
      throw new IllegalStateException("the elements are " + dtype + ", not " + kind);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NdArray that
        && dtype.equals(that.dtype)
        && Arrays.equals(shape, that.shape)
        && data.equals(that.data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + dtype.hashCode();
  }

  @Override
  public String toString() {
    return "NdArray[" + dtype + Arrays.toString(shape) + "]";
  }
}
