package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.snakepit.api.NdArray;
import io.snakepit.api.TypeRef;
import io.snakepit.api.ValueException;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** NumPy's arrays are read as Java's, and as lists, as a list of their elements is. */
@ParameterizedClass
@EnumSource(Form.class)
class ArraysAsListsTest {

  @SuppressWarnings("ArrayRecordComponent") // only read here
  record Model(double[][] weights, List<Float> bias) {}

  @Parameter Form form;

  static Stream<Arguments> elements() {
    return Stream.of(
        arguments("|b1", bytes(1).put((byte) 1), true),
        arguments("|i1", bytes(1).put((byte) -1), -1L),
        arguments("<i2", bytes(2).putShort((short) -2), -2L),
        arguments("<i4", bytes(4).putInt(-3), -3L),
        arguments("<i8", bytes(8).putLong(Long.MIN_VALUE), Long.MIN_VALUE),
        arguments("|u1", bytes(1).put((byte) -1), 255L),
        arguments("<u2", bytes(2).putShort((short) -1), 65_535L),
        arguments("<u4", bytes(4).putInt(-1), 4_294_967_295L),
        arguments("<u8", bytes(8).putLong(7), 7L),
        arguments("<u8", bytes(8).putLong(-1), new BigInteger("18446744073709551615")),
        arguments("<f2", half(0x3c00), 1.0),
        arguments("<f2", half(0xc500), -5.0),
        arguments("<f2", half(0x3555), 0.333251953125),
        arguments("<f2", half(0x7bff), 65_504.0),
        arguments("<f2", half(0x0001), 0x1p-24),
        arguments("<f2", half(0x8000), -0.0),
        arguments("<f2", half(0x7c00), Double.POSITIVE_INFINITY),
        arguments("<f2", half(0xfc00), Double.NEGATIVE_INFINITY),
        arguments("<f2", half(0x7e00), Double.NaN),
        arguments("<f4", bytes(4).putFloat(0.1f), (double) 0.1f),
        arguments("<f8", bytes(8).putDouble(0.1), 0.1));
  }

  @ParameterizedTest
  @MethodSource("elements")
  void elementsOfAnyTypeAreThoseOfAList(String dtype, ByteBuffer data, Object element) {
    NdArray array = NdArray.of(dtype, new int[] {1, 1}, data.flip());

    assertThat(read(array, new TypeRef<List<List<Object>>>() {}.type()))
        .isEqualTo(List.of(List.of(element)));
  }

  @Test
  void aMatrixIsAnArrayOfRows() {
    NdArray matrix = NdArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

    assertThat(read(matrix, double[][].class)).isEqualTo(new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(read(matrix, Double[][].class))
        .isEqualTo(new Double[][] {{1.0, 2.0, 3.0}, {4.0, 5.0, 6.0}});
    assertThat((List<?>) read(matrix, new TypeRef<List<double[]>>() {}.type()))
        .hasSize(2)
        .last()
        .isEqualTo(new double[] {4, 5, 6});
  }

  @Test
  void moreDimensionsAreMoreArrays() {
    NdArray cube = NdArray.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);

    assertThat(read(cube, int[][][].class))
        .isEqualTo(new int[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}});
  }

  @Test
  void emptyDimensionsAreEmptyArrays() {
    assertThat(read(NdArray.of(new double[0], 2, 0), double[][].class)).isEqualTo(new double[2][0]);
    assertThat(read(NdArray.of(new double[0], 0, 2), double[][].class)).isEqualTo(new double[0][]);
  }

  @Test
  void elementsBecomeWhatTheyFit() {
    NdArray floats = NdArray.of(new float[] {0.5f, 2});

    assertThat(read(floats, double[].class)).isEqualTo(new double[] {0.5, 2});
    assertThat(read(NdArray.of(new long[] {1, 2}), double[].class)).isEqualTo(new double[] {1, 2});
    assertThat(read(NdArray.of(new long[] {1, 2}), int[].class)).isEqualTo(new int[] {1, 2});
    assertThat(read(floats, new TypeRef<List<Float>>() {}.type())).isEqualTo(List.of(0.5f, 2f));
    NdArray flags = NdArray.of("|b1", new int[] {2}, ByteBuffer.wrap(new byte[] {0, 1}));
    assertThat(read(flags, boolean[].class)).isEqualTo(new boolean[] {false, true});
  }

  @Test
  void anElementThatDoesNotFitIsNamed() {
    NdArray matrix = NdArray.of(new long[] {1, 2, 3, 1L << 40}, 2, 2);

    assertThatThrownBy(() -> read(matrix, int[][].class))
        .isInstanceOfSatisfying(
            ValueException.class, fault -> assertThat(fault.path()).isEqualTo("[1][1]"))
        .hasMessageContaining("expected int, found the integer 1099511627776");
  }

  @Test
  void membersOfRecordsAreReadSo() {
    Map<String, Object> sent =
        Map.of(
            "weights", NdArray.of(new float[] {1, 2}, 1, 2), "bias", NdArray.of(new double[] {3}));

    Model model = (Model) read(sent, Model.class);

    assertThat(model.weights()).isEqualTo(new double[][] {{1, 2}});
    assertThat(model.bias()).containsExactly(3f);
  }

  private Object read(Object sent, Type type) {
    return form.codec().decode(form.codec().encode(sent, "value"), type);
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer half(int bits) {
    return bytes(2).putShort((short) bits);
  }
}
