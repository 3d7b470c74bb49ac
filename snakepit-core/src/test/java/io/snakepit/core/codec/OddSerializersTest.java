package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.ValueException;
import java.io.IOException;
import java.util.Arrays;
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

/** Serializers of users that don't write the one value that is due. */
@ParameterizedClass
@EnumSource(Form.class)
class OddSerializersTest {

  @FunctionalInterface
  interface Writing {
    void write(JsonGenerator out) throws IOException;
  }

  @JsonSerialize(using = OddSerializer.class)
  record Odd(Writing writing) {}

  record Around(int first, Odd odd, int last) {}

  record Pair(int one, int two) {}

  record Last(Odd odd) {}

  record Unwrapped(int outer, @JsonUnwrapped Around around) {}

  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record Row(int first, Odd odd, int last) {}

  static final class OddSerializer extends StdSerializer<Odd> {

    private static final long serialVersionUID = 1L;

    OddSerializer() {
      super(Odd.class);
    }

    @Override
    public void serialize(Odd value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      value.writing.write(out);
    }
  }

  @Parameter Form form;

  static Stream<Arguments> odd() {
    return Stream.of(
        writing("nothing", out -> {}),
        writing(
            "two values",
            out -> {
              out.writeNumber(1);
              out.writeNumber(2);
            }),
        writing("an object without its end", out -> out.writeStartObject()),
        writing("an array without its end", out -> out.writeStartArray()),
        writing(
            "an end too many",
            out -> {
              out.writeNumber(1);
              out.writeEndObject();
            }),
        writing(
            "another end than what it began",
            out -> {
              out.writeStartObject();
              out.writeEndArray();
            }),
        writing(
            "a name without its value",
            out -> {
              out.writeStartObject();
              out.writeFieldName("name");
              out.writeEndObject();
            }),
        writing(
            "two names",
            out -> {
              out.writeStartObject();
              out.writeFieldName("name");
              out.writeFieldName("other");
            }),
        writing(
            "a value without a name",
            out -> {
              out.writeStartObject();
              out.writeString("value");
            }),
        writing(
            "a name too many",
            out -> {
              out.writeNumber(1);
              out.writeFieldName("name");
            }),
        writing(
            "a member too many",
            out -> {
              out.writeNumber(1);
              out.writeFieldName("name");
              out.writeNumber(2);
            }));
  }

  private static Arguments writing(String name, Writing writing) {
    return arguments(name, writing);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void isAnErrorThatNamesThePath(String name, Writing writing) {
    Odd odd = new Odd(writing);

    refuse(odd, "value");
    refuse(List.of(odd, odd), "value[0]");
    refuse(Map.of("key", odd), "value.key");
    refuse(Map.of(7, odd), "value[7]");
    refuse(new Around(1, odd, 2), "value.odd");
    refuse(new Last(odd), "value.odd");
    refuse(List.of(new Last(odd)), "value[0].odd");
    refuse(new Unwrapped(1, new Around(1, odd, 2)), "value.around.odd");
    refuse(new Row(1, odd, 2), "value.odd");
  }

  @Test
  void whatClosesIsWrittenAllTheSame() {
    Odd closing =
        new Odd(
            out -> {
              out.writeNumber(1);
              out.close();
            });

    assertThat(form.codec().decode(form.codec().encode(List.of(closing, 2), "value")))
        .isEqualTo(List.of(1L, 2L));
  }

  @Test
  void whatFollowsAnotherIsNotTakenForIt() {
    Object even = new Odd(out -> out.writeNumber(1));
    Row row = new Row(1, new Odd(JsonGenerator::writeNull), 2);

    assertThat(
            form.codec()
                .decode(
                    form.codec()
                        .encode(List.of(new Pair(1, 2), Map.of("key", even), row), "value")))
        .isEqualTo(
            List.of(Map.of("one", 1L, "two", 2L), Map.of("key", 1L), Arrays.asList(1L, null, 2L)));
  }

  @Test
  void whatIsThrownNamesThePath() {
    Odd failing =
        new Odd(
            out -> {
              throw new IllegalStateException("not now");
            });

    ValueException error =
        catchThrowableOfType(
            ValueException.class, () -> form.codec().encode(List.of(1, failing), "value"));

    assertThat(error).hasMessage("value[1]: not now").hasRootCauseMessage("not now");
  }

  private void refuse(Object value, String path) {
    ValueException error =
        catchThrowableOfType(ValueException.class, () -> form.codec().encode(value, "value"));

    assertThat(error.code()).isEqualTo(ErrorCode.UNREPRESENTABLE_ARGUMENT);
    assertThat(error).hasMessageStartingWith(path + ": its serializer doesn't write one whole");
    assertThat(error.path()).isEqualTo(path);
  }
}
