package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.snakepit.api.ValueException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How Jackson's annotations of a property have a value of the table written, or its parts. */
@ParameterizedClass
@EnumSource(Form.class)
class WrittenAnnotationsTest {

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Filled(
      String text,
      List<String> list,
      Set<String> set,
      Map<String, String> map,
      Optional<String> maybe) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  static final class FilledArrays {
    public int[] array = {};
    public byte[] bytes = {};
  }

  record Present(@JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> maybe) {}

  record Changed(@JsonInclude(JsonInclude.Include.NON_DEFAULT) List<String> list) {}

  record Entries(
      @JsonInclude(value = JsonInclude.Include.NON_EMPTY, content = JsonInclude.Include.NON_NULL)
          Map<String, Object> known,
      @JsonInclude(content = JsonInclude.Include.NON_ABSENT) Map<Integer, Object> present,
      @JsonInclude(content = JsonInclude.Include.NON_EMPTY) Map<String, Object> filled) {}

  record PresentAndFilled(
      @JsonInclude(value = JsonInclude.Include.NON_ABSENT, content = JsonInclude.Include.NON_EMPTY)
          Optional<String> maybe) {}

  record OtherEntries(
      @JsonInclude(content = JsonInclude.Include.NON_DEFAULT) Map<String, Object> map) {}

  record User(String name, @Nullable String password) {}

  record Users(
      @JsonIgnoreProperties("password") List<User> list,
      @JsonIgnoreProperties("password") Map<String, User> map,
      @JsonIgnoreProperties("password") Optional<User> maybe,
      @JsonIgnoreProperties("password") List<List<User>> lists,
      @JsonIncludeProperties("name") Set<User> set) {}

  static final class UserArray {
    @JsonIgnoreProperties("password")
    public User[] array = {ann};
  }

  record Plain(List<User> users) {}

  record Settings(
      @JsonIgnoreProperties("password") Map<String, String> some,
      @JsonIncludeProperties("name") Map<String, String> other) {}

  record Rows(@JsonFormat(shape = JsonFormat.Shape.ARRAY) List<User> users) {}

  static class Base {
    public int base = 1;
  }

  static final class Extended extends Base {
    public int more = 2;
  }

  record Narrow(@JsonSerialize(contentAs = Base.class) List<Extended> list) {}

  record Shouted(
      @JsonSerialize(contentUsing = Upper.class) List<@Nullable String> list,
      @JsonSerialize(contentConverter = Length.class) Set<String> set,
      @JsonSerialize(contentUsing = Upper.class) Map<String, String> map) {}

  record WrittenKeys(@JsonSerialize(keyUsing = Upper.class) Map<String, String> map) {}

  static final class Upper extends StdSerializer<String> {

    private static final long serialVersionUID = 1L;

    Upper() {
      super(String.class);
    }

    @Override
    public void serialize(String value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toUpperCase(Locale.ROOT));
    }
  }

  static final class Length extends StdConverter<String, Integer> {

    @Override
    public Integer convert(String value) {
      return value.length();
    }
  }

  private static final User ann = new User("Ann", "secret");
  private static final Map<String, Object> shown = Map.of("name", "Ann");

  @Parameter Form form;

  @Test
  void whatIsEmptyIsLeftOut() {
    assertThat(written(new Filled("", List.of(), Set.of(), Map.of(), Optional.empty())))
        .isEqualTo(Map.of());
    assertThat(written(new FilledArrays())).isEqualTo(Map.of());
    assertThat(written(new Present(Optional.empty()))).isEqualTo(Map.of());
    assertThat(written(new Present(Optional.of("")))).isEqualTo(Map.of("maybe", ""));
    assertThat(written(new PresentAndFilled(Optional.of("")))).isEqualTo(Map.of());
    assertThat(written(new PresentAndFilled(Optional.of("a")))).isEqualTo(Map.of("maybe", "a"));
    assertThat(written(new Changed(List.of()))).isEqualTo(Map.of());
  }

  @Test
  void entriesAreLeftOutForTheirValues() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("none", null);
    values.put("absent", Optional.empty());
    values.put("empty", "");
    Map<Integer, Object> numbered = new LinkedHashMap<>();
    numbered.put(1, null);
    numbered.put(2, Optional.empty());
    numbered.put(3, "");
    Map<String, Object> absent = new LinkedHashMap<>();
    absent.put("absent", null);
    absent.put("empty", "");

    assertThat(written(new Entries(values, numbered, values)))
        .isEqualTo(Map.of("known", absent, "present", Map.of(3L, ""), "filled", Map.of()));
    values.keySet().retainAll(Set.of("none"));
    assertThat(written(new Entries(values, Map.of(), Map.of())))
        .isEqualTo(Map.of("present", Map.of(), "filled", Map.of()));
    assertThatThrownBy(() -> written(new OtherEntries(Map.of())))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "value.map: @JsonInclude(content = NON_DEFAULT) of 'map' isn't kept to;"
                + " NON_NULL, NON_ABSENT and NON_EMPTY are");
  }

  @Test
  void partsAreWrittenWithoutWhatIsIgnored() {
    assertThat(
            written(
                new Users(
                    List.of(ann),
                    Map.of("a", ann),
                    Optional.of(ann),
                    List.of(List.of(ann)),
                    Set.of(ann))))
        .isEqualTo(
            Map.of(
                "list", List.of(shown),
                "map", Map.of("a", shown),
                "maybe", shown,
                "lists", List.of(List.of(shown)),
                "set", Set.of(shown)));
    assertThat(written(new UserArray())).isEqualTo(Map.of("array", List.of(shown)));
    assertThat(written(new Plain(List.of(ann))))
        .isEqualTo(Map.of("users", List.of(Map.of("name", "Ann", "password", "secret"))));
  }

  @Test
  void entriesThatAreIgnoredAreNotWritten() {
    Map<String, String> entries = Map.of("name", "Ann", "password", "secret", "more", "x");
    Map<String, String> some = Map.of("name", "Ann", "more", "x");
    Map<String, String> other = Map.of("name", "Ann");

    assertThat(written(new Settings(entries, entries)))
        .isEqualTo(Map.of("some", some, "other", other));
  }

  @Test
  void partsAreWrittenAsThePropertySays() {
    assertThat(written(new Rows(List.of(ann))))
        .isEqualTo(Map.of("users", List.of(List.of("Ann", "secret"))));
    assertThat(written(new Narrow(List.of(new Extended()))))
        .isEqualTo(Map.of("list", List.of(Map.of("base", 1L))));
    assertThat(written(new Shouted(Arrays.asList("a", null), Set.of("abc"), Map.of("k", "v"))))
        .isEqualTo(
            Map.of("list", Arrays.asList("A", null), "set", Set.of(3L), "map", Map.of("k", "V")));
  }

  @Test
  void keysKeepTheirForms() {
    assertThatThrownBy(() -> written(new WrittenKeys(Map.of("a", "b"))))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "value.map: @JsonSerialize(keyUsing) of 'map' isn't kept to: keys of maps are written"
                + " as docs/values.md says");
  }

  private Object written(Object value) {
    return form.codec().decode(form.codec().encode(value, "value"));
  }
}
