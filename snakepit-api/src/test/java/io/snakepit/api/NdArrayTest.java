package io.snakepit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdArrayTest {

  @Test
  void copiesInAndOut() {
    assertThat(NdArray.of(new double[] {1, Double.NaN, -0.0}).toDoubles())
        .containsExactly(1, Double.NaN, -0.0);
    assertThat(NdArray.of(new float[] {1, 2}).toFloats()).containsExactly(1, 2);
    assertThat(NdArray.of(new long[] {Long.MIN_VALUE}).toLongs()).containsExactly(Long.MIN_VALUE);
    assertThat(NdArray.of(new int[] {1, 2, 3, 4}, 2, 2).toInts()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void isLittleEndianAndKeepsItsShape() {
    NdArray array = NdArray.of(new int[] {1, 2}, 1, 2);
    assertThat(array.dtype()).isEqualTo("<i4");
    assertThat(array.shape()).containsExactly(1, 2);
    assertThat(array.data().get(0)).isEqualTo((byte) 1);
    assertThat(array.data().isReadOnly()).isTrue();
  }

  /** Of as many values as there is no memory for in a test. */
  @Test
  void twoGibibytesAreTooMuch() {
    assertThat(NdArray.room(2, Double.BYTES).capacity()).isEqualTo(16);
    assertThatThrownBy(() -> NdArray.room(1 << 28, Double.BYTES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "268435456 elements of 8 bytes are 2147483648 bytes, and an NdArray has 2147483647 at"
                + " most: send it in parts");
  }

  @Test
  void sizesMustFit() {
    assertThatThrownBy(() -> NdArray.of(new double[3], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes");
    assertThatThrownBy(() -> NdArray.of("<f8", new int[] {-1}, ByteBuffer.allocate(8)))
        .isInstanceOf(IllegalArgumentException.class);
    int most = Integer.MAX_VALUE;
    assertThatThrownBy(
            () -> NdArray.of("<f8", new int[] {most, most, most}, ByteBuffer.allocate(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no buffer holds a shape of [2147483647");
    assertThatThrownBy(() -> NdArray.of("|O", new int[] {1}, ByteBuffer.allocate(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("|O");
  }

  @Test
  void elementsAreCopiedAsWhatTheyAreOnly() {
    NdArray doubles = NdArray.of(new double[1]);
    NdArray longs = NdArray.of(new long[1]);
    for (ThrowingCallable copy :
        List.<ThrowingCallable>of(
            doubles::toLongs, doubles::toFloats, doubles::toInts, longs::toDoubles)) {
      assertThatThrownBy(copy)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching("the elements are <[fi]8, not [fi][48]");
    }
  }

  @Test
  void mayBeEmptyAndOfAnyShape() {
    NdArray empty = NdArray.of("<f8", new int[] {3, 0}, ByteBuffer.allocate(0));
    assertThat(empty.toDoubles()).isEmpty();
    assertThat(empty).hasToString("NdArray[<f8[3, 0]]");
    assertThat(NdArray.of(new float[6], 2, 3).shape()).containsExactly(2, 3);
    assertThat(NdArray.of(new long[6], 3, 2).shape()).containsExactly(3, 2);
    assertThat(NdArray.of(new double[6], 1, 6).shape()).containsExactly(1, 6);
    assertThat(NdArray.of(new float[6]).shape()).containsExactly(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8"
      })
  void takesWhatWorkersTake(String dtype) {
    int size = dtype.charAt(2) - '0';
    assertThat(NdArray.of(dtype, new int[] {2}, ByteBuffer.allocate(2 * size)).dtype())
        .isEqualTo(dtype);
  }

  @ParameterizedTest
  @ValueSource(strings = {">f8", "=i4", "<c16", "<f3", "<u0", "f8", "<b2", "<i16", "", "<", "<f"})
  void refusesWhatNoWorkerTakes(String dtype) {
    assertThatThrownBy(() -> NdArray.of(dtype, new int[] {0}, ByteBuffer.allocate(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + dtype + "'")
        .hasMessageContaining("<f8");
  }

  @Test
  void equalityIsByTypeShapeAndContent() {
    assertThat(NdArray.of(new int[] {1, 2}))
        .isEqualTo(NdArray.of(new int[] {1, 2}))
        .hasSameHashCodeAs(NdArray.of(new int[] {1, 2}))
        .isNotEqualTo(NdArray.of(new int[] {1, 3}))
        .isNotEqualTo(NdArray.of(new int[] {1, 2}, 1, 2))
        .isNotEqualTo(NdArray.of(new long[] {1}));
  }
}
