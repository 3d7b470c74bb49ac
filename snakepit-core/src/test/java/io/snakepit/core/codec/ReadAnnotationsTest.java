package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.snakepit.api.ValueException;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How Jackson's annotations of a property have a value of the table read, or its parts. */
@ParameterizedClass
@EnumSource(Form.class)
class ReadAnnotationsTest {

  record Settings(
      @JsonIgnoreProperties("password") Map<String, String> some,
      @JsonIncludeProperties("name") Map<String, String> other) {}

  record Whispered(
      @JsonDeserialize(contentUsing = Lower.class) Set<String> set,
      @JsonDeserialize(contentUsing = Lower.class) Map<Integer, String> map,
      @JsonDeserialize(contentConverter = Length.class) Map<String, Integer> lengths) {}

  record Defaults(
      @JsonSetter(nulls = Nulls.AS_EMPTY) String text,
      @JsonSetter(nulls = Nulls.AS_EMPTY) Integer number,
      @JsonSetter(nulls = Nulls.AS_EMPTY) Boolean bool,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> list,
      @JsonSetter(nulls = Nulls.AS_EMPTY) Set<String> set,
      @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> map) {}

  static final class DefaultArrays {
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    public int[] array = {1};

    @JsonSetter(nulls = Nulls.AS_EMPTY)
    public byte[] bytes = {1};
  }

  record Without(
      @JsonSetter(contentNulls = Nulls.SKIP) Set<String> set,
      @JsonSetter(contentNulls = Nulls.SKIP) Map<String, String> map,
      @JsonSetter(contentNulls = Nulls.AS_EMPTY) Map<Integer, String> filled) {}

  record Strict(@JsonSetter(contentNulls = Nulls.FAIL) Map<String, String> map) {}

  record ReadKeys(@JsonDeserialize(keyUsing = Key.class) Map<String, String> map) {}

  static final class Lower extends StdDeserializer<String> {

    private static final long serialVersionUID = 1L;

    Lower() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return in.getText().toLowerCase(Locale.ROOT);
    }
  }

  static final class Length extends StdConverter<String, Integer> {

    @Override
    public Integer convert(String value) {
      return value.length();
    }
  }

  static final class Key extends KeyDeserializer {

    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return key;
    }
  }

  @Parameter Form form;

  @Test
  void partsAreReadAsThePropertySays() {
    assertThat(
            read(
                Map.of("set", Set.of("A"), "map", Map.of(1, "B"), "lengths", Map.of("k", "abc")),
                Whispered.class))
        .isEqualTo(new Whispered(Set.of("a"), Map.of(1, "b"), Map.of("k", 3)));
  }

  @Test
  void nullIsReadAsWhatIsEmpty() {
    assertThat(read(Map.of(), Defaults.class))
        .isEqualTo(new Defaults("", 0, false, List.of(), Set.of(), Map.of()));
    Map<String, @Nullable Object> nulls = new LinkedHashMap<>();
    nulls.put("array", null);
    nulls.put("bytes", null);
    DefaultArrays arrays = (DefaultArrays) read(nulls, DefaultArrays.class);
    assertThat(arrays.array).isEmpty();
    assertThat(arrays.bytes).isEmpty();
  }

  @Test
  void partsThatAreNullAreReadAsThePropertySays() {
    Map<String, @Nullable String> map = new LinkedHashMap<>();
    map.put("a", null);
    map.put("b", "x");
    Map<Integer, @Nullable String> numbered = new LinkedHashMap<>();
    numbered.put(1, null);
    Map<String, Object> value =
        Map.of("set", new HashSet<>(map.values()), "map", map, "filled", numbered);

    assertThat(read(value, Without.class))
        .isEqualTo(new Without(Set.of("x"), Map.of("b", "x"), Map.of(1, "")));
    assertThatThrownBy(() -> read(Map.of("map", map), Strict.class))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("map.a: ");
  }

  @Test
  void entriesThatAreIgnoredAreNotRead() {
    Map<String, String> entries = Map.of("name", "Ann", "password", "secret", "more", "x");

    assertThat(read(Map.of("some", entries, "other", entries), Settings.class))
        .isEqualTo(new Settings(Map.of("name", "Ann", "more", "x"), Map.of("name", "Ann")));
  }

  @Test
  void keysKeepTheirForms() {
    assertThatThrownBy(() -> read(Map.of("map", Map.of("a", "b")), ReadKeys.class))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("@JsonDeserialize(keyUsing) of 'map' isn't kept to");
  }

  private Object read(Object value, Class<?> type) {
    return form.codec().decode(form.codec().encode(value, "value"), type);
  }
}
