package io.snakepit.cli.json;

import io.snakepit.api.NdArray;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.function.IntFunction;

/** The elements of an array as a list of booleans and numbers, in C order. */
final class NdArrayElements extends AbstractList<Object> {

  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

  private final int size;
  private final IntFunction<Object> element;

  private NdArrayElements(int size, IntFunction<Object> element) {
    this.size = size;
    this.element = element;
  }

  static NdArrayElements of(NdArray array) {
    ByteBuffer data = array.data();
    String kind = array.dtype().replaceFirst("^[<>|=]", "");
    int width = Integer.parseInt(kind.substring(1));
    IntFunction<Object> at =
        switch (kind) {
          case "b1" -> offset -> data.get(offset) != 0;
          case "i1" -> offset -> (long) data.get(offset);
          case "u1" -> offset -> data.get(offset) & 0xFFL;
          case "i2" -> offset -> (long) data.getShort(offset);
          case "u2" -> offset -> data.getShort(offset) & 0xFFFFL;
          case "i4" -> offset -> (long) data.getInt(offset);
          case "u4" -> offset -> data.getInt(offset) & 0xFFFF_FFFFL;
          case "i8" -> data::getLong;
          case "u8" -> offset -> unsigned(data.getLong(offset));
          case "f2" -> offset -> half(data.getShort(offset));
          case "f4" -> data::getFloat;
          case "f8" -> data::getDouble;
          default -> throw new IllegalArgumentException("no JSON for elements of " + array.dtype());
        };
    return new NdArrayElements(data.remaining() / width, index -> at.apply(index * width));
  }

  private static Object unsigned(long bits) {
    return bits >= 0 ? (Object) bits : BigInteger.valueOf(bits).add(TWO_TO_64);
  }

  /** IEEE 754 half precision; the JDK converts it from version 20 on only. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    float magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }

  @Override
  public Object get(int index) {
    return element.apply(index);
  }

  @Override
  public int size() {
    return size;
  }
}
