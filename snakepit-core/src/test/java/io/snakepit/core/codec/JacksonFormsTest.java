package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Classes of users that have a serializer, and are values of the table. */
@ParameterizedClass
@EnumSource(Form.class)
class JacksonFormsTest {

  @JsonSerialize(using = UnitSerializer.class)
  @JsonDeserialize(using = UnitDeserializer.class)
  enum Unit {
    METRE,
    SECOND
  }

  record Units(Unit one, List<Unit> list, Map<Unit, Unit> map, Optional<Unit> maybe) {}

  @JsonSerialize(using = WordsSerializer.class)
  static final class Words extends ArrayList<String> {

    private static final long serialVersionUID = 1L;
  }

  static final class UnitSerializer extends StdSerializer<Unit> {

    private static final long serialVersionUID = 1L;

    UnitSerializer() {
      super(Unit.class);
    }

    @Override
    public void serialize(Unit value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.name().substring(0, 1));
    }
  }

  static final class UnitDeserializer extends StdDeserializer<Unit> {

    private static final long serialVersionUID = 1L;

    UnitDeserializer() {
      super(Unit.class);
    }

    @Override
    public Unit deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return in.getText().equals("M") ? Unit.METRE : Unit.SECOND;
    }
  }

  static final class WordsSerializer extends StdSerializer<Words> {

    private static final long serialVersionUID = 1L;

    WordsSerializer() {
      super(Words.class);
    }

    @Override
    public void serialize(Words value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(String.join(" ", value));
    }
  }

  @Parameter Form form;

  @Test
  void anEnumWithASerializerGoesWithItEverywhere() {
    Units units =
        new Units(
            Unit.METRE,
            List.of(Unit.METRE),
            Map.of(Unit.SECOND, Unit.METRE),
            Optional.of(Unit.SECOND));

    assertThat(form.codec().decode(form.codec().encode(List.of(Unit.METRE, units), "value")))
        .isEqualTo(
            List.of(
                "M",
                Map.of(
                    "one", "M", "list", List.of("M"), "map", Map.of("SECOND", "M"), "maybe", "S")));
    assertThat(form.codec().decode(form.codec().encode(units, "value"), Units.class))
        .isEqualTo(units);
  }

  @Test
  void aContainerWithASerializerGoesWithItEverywhere() {
    Words words = new Words();
    words.addAll(List.of("two", "words"));

    assertThat(form.codec().decode(form.codec().encode(List.of(words), "value")))
        .isEqualTo(List.of("two words"));
  }
}
