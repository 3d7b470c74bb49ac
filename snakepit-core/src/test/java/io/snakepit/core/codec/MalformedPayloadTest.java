package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.ValueException;
import io.snakepit.spi.Payload;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no worker may send. */
@ParameterizedClass
@EnumSource(Form.class)
@Execution(ExecutionMode.CONCURRENT)
class MalformedPayloadTest {

  record Pair(Map<String, List<Double>> left, Object right) {}

  @Parameter Form form;

  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("{\"a\":[1,{\"$nope\":1}]}", "a[1]", "unknown tag the string \"$nope\""),
        arguments("[{\"$bytes\":1}]", "[0]", "isn't one of the attachments, of which there is 1"),
        arguments("{\"$bytes\":-1}", "", "isn't one of"),
        arguments("{\"$bytes\":4294967296}", "", "isn't one of"),
        arguments("{\"$bytes\":\"AQ==\"}", "", "isn't one of"),
        arguments("{\"$float\":\"nan\"}", "", "none of NaN, Infinity"),
        arguments("{\"$float\":1.0}", "", "must hold a string"),
        arguments("{\"$date\":\"2026-02-30\"}", "", "$date"),
        arguments("{\"$time\":\"25:00\"}", "", "$time"),
        arguments("{\"$datetime\":\"2026-01-31\"}", "", "$datetime"),
        arguments("{\"$datetime\":\"2026-02-30T10:00\"}", "", "$datetime"),
        arguments("{\"$datetime\":\"2026-01-31T24:00\"}", "", "$datetime"),
        arguments("{\"$duration\":1.5}", "", "must hold an integer"),
        arguments("{\"$duration\":99999999999999999999999999999}", "", "$duration"),
        arguments("{\"$decimal\":\"0x10\"}", "", "no decimal number"),
        arguments("{\"$uuid\":\"1-1-1-1-1\"}", "", "is no UUID"),
        arguments("{\"$uuid\":\"123456789-123-1234-1234-123456789012\"}", "", "is no UUID"),
        arguments("{\"$set\":1}", "", "must hold a list"),
        arguments("{\"$set\":[1,1]}", "", "is in it twice"),
        arguments("[{\"$set\":[1,{\"$x\":1}]}]", "[0][1]", "unknown tag"),
        arguments("{\"$map\":[1]}", "", "must hold pairs"),
        arguments("{\"$map\":[[1,2,3]]}", "", "must hold pairs"),
        arguments("{\"$map\":[[1,2],[1,3]]}", "", "is twice a key"),
        arguments("{\"$map\":[[\"k\",{\"$x\":1}]]}", "k", "unknown tag"),
        arguments(
            "{\"$ndarray\":{\"dtype\":\"<f8\",\"shape\":[9],\"data\":0}}", "", "needs 72 bytes"),
        arguments("{\"$ndarray\":{\"dtype\":\"<f8\",\"shape\":[-1],\"data\":0}}", "", "negative"),
        arguments("{\"$ndarray\":{\"dtype\":\"O\",\"shape\":[],\"data\":0}}", "", "little-endian"),
        arguments("{\"$ndarray\":{\"dtype\":\"<f8\",\"data\":0}}", "", "must hold a list"),
        arguments("{\"$ndarray\":[]}", "", "dtype, shape and data"),
        arguments(
            "{\"$ndarray\":{\"dtype\":\"<f8\",\"shape\":[2147483647,2147483647,99],\"data\":0}}",
            "",
            "$ndarray"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void isAnErrorThatNamesThePath(String json, String path, String message) {
    Payload payload = form.payload(json, List.of(ByteBuffer.allocate(8)));

    ValueException error =
        catchThrowableOfType(ValueException.class, () -> form.codec().decode(payload));

    assertThat(error).isNotNull();
    assertThat(error.getMessage()).contains(message);
    assertThat(error.path()).isEqualTo(path);
    assertThat(error.code()).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void isRefusedWhateverTypeIsAskedFor(String json, String path, String message) {
    Payload payload = form.payload(json, List.of(ByteBuffer.allocate(8)));

    for (Class<?> type : List.of(Object.class, Pair.class, String.class, Map.class, int[].class)) {
      assertThat(
              catchThrowableOfType(ValueException.class, () -> form.codec().decode(payload, type)))
          .as("%s", type)
          .isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void aDecimalThatJavaHasNotIsNoFaultOfTheBytes(String decimal) {
    Payload payload = form.payload("[{\"$decimal\":\"" + decimal + "\"}]", List.of());

    for (Class<?> type : List.of(Object.class, BigDecimal[].class)) {
      ValueException error =
          catchThrowableOfType(ValueException.class, () -> form.codec().decode(payload, type));

      assertThat(error)
          .hasMessage("[0]: expected a finite decimal, found the string \"" + decimal + "\"");
      assertThat(error.code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
    }
  }

  @Test
  void bytesThatAreReferredToAgainAreNotCopiedAgain() {
    Payload payload =
        form.payload("[{\"$bytes\":0},{\"$bytes\":0}]", List.of(ByteBuffer.allocate(8)));

    List<?> twice = (List<?>) form.codec().decode(payload);

    assertThat(twice.get(1)).isSameAs(twice.get(0));
  }

  @Test
  void aLongKeyIsNotNamedInFull() {
    String json = "{\"" + "k".repeat(40_000) + "\":{\"$none\":1}}";

    ValueException fault =
        catchThrowableOfType(
            ValueException.class, () -> form.codec().decode(form.payload(json, List.of())));

    assertThat(fault).hasMessageStartingWith("kkk").hasMessageContaining("$none");
    assertThat(fault.getMessage()).hasSizeLessThan(300);
    assertThat(fault.path()).hasSizeLessThan(200);
  }

  @Test
  void nestingHasItsBound() {
    assertThat(form.codec().decode(form.payload(lists(200), List.of()))).isNotNull();

    for (Class<?> type : List.of(Object.class, List.class)) {
      assertThat(
              catchThrowableOfType(
                  ValueException.class,
                  () -> form.codec().decode(form.payload(lists(201), List.of()), type)))
          .isNotNull();
    }
  }

  @Test
  void randomBytesNeverThrowAnythingElse() {
    Random random = new Random(4711);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      decodeAnyhow(bytes);
    }
  }

  @Test
  void damagedPayloadsNeverThrowAnythingElse() {
    Random random = new Random(4712);
    List<TableCase> cases = TableCases.all();
    for (int round = 0; round < 20_000; round++) {
      TableCase first = cases.get(random.nextInt(cases.size()));
      TableCase second = cases.get(random.nextInt(cases.size()));
      String json = "{\"left\":" + first.json() + ",\"right\":" + second.json() + "}";
      byte[] bytes = form.payload(json, List.of()).body().array();
      for (int damage = random.nextInt(4); damage >= 0; damage--) {
        bytes[random.nextInt(bytes.length)] = form.damage(random);
      }
      decodeAnyhow(bytes);
    }
  }

  private void decodeAnyhow(byte[] bytes) {
    Payload payload = new Payload(ByteBuffer.wrap(bytes), List.of(ByteBuffer.allocate(16)));
    for (java.lang.reflect.Type type :
        new Class<?>[] {Pair.class, Map.class, double[].class, String.class}) {
      assertThatCode(
              () -> {
                try {
                  form.codec().decode(payload, type);
                } catch (ValueException expected) {
                  assertThat(expected.getMessage()).isNotBlank();
                }
              })
          .as("%s of %s", type, new String(bytes, StandardCharsets.UTF_8))
          .doesNotThrowAnyException();
    }
    try {
      form.codec().decode(payload);
    } catch (ValueException expected) {
      assertThat(expected.getMessage()).isNotBlank();
    }
  }

  private static String lists(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }
}
