package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonMerge;
import io.snakepit.api.NdArray;
import io.snakepit.api.TypeRef;
import io.snakepit.api.ValueException;
import io.snakepit.spi.Payload;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Types inside types. */
@ParameterizedClass
@EnumSource(Form.class)
class TypedDecodingTest {

  enum Color {
    RED,
    GREEN
  }

  enum Letter {
    AB,
    Ab,
    C
  }

  record Inner(LocalDate when, Optional<byte[]> data) {}

  record Outer(
      String name,
      List<Inner> rows,
      Map<Integer, Inner> byNumber,
      Set<LocalDate> days,
      Map<Color, double[]> weights,
      Object anything,
      Map<String, Object> rest) {}

  record Generic<T>(T value, List<T> more) {}

  record Small(int x, String text) {}

  record Offer(LocalDate validUntil, int httpPort, Optional<String> parseHTMLPage) {}

  record Both(int aB, int a_b) {}

  static final class Bean {
    public int fieldName;
    private int setterName;
    private final List<Integer> someRows = new ArrayList<>();

    public List<Integer> getSomeRows() {
      return someRows;
    }

    public void setSetterName(int value) {
      setterName = value;
    }
  }

  static final class Filled {
    private final Set<String> theSet = new TreeSet<>(Set.of("a"));
    private final Map<String, Integer> theMap = new TreeMap<>(Map.of("a", 1));

    @JsonMerge public Map<Integer, String> merged = new TreeMap<>(Map.of(1, "a"));

    public Set<String> getSet() {
      return theSet;
    }

    public Map<String, Integer> getMap() {
      return theMap;
    }
  }

  @Parameter Form form;

  @Test
  void tagsAreReadInsideRecordsMapsSetsAndOptionals() {
    LocalDate day = LocalDate.of(2026, 1, 31);
    NdArray array = NdArray.of(new double[] {1, 2});
    Map<Color, Object> weights = new EnumMap<>(Color.class);
    weights.put(Color.RED, array);
    weights.put(Color.GREEN, new double[] {3, Double.NaN});
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("name", "é");
    value.put("rows", List.of(Map.of("when", day, "data", new byte[] {1}), Map.of("when", day)));
    value.put("byNumber", Map.of(7, Map.of("when", day)));
    value.put("days", Set.of(day));
    value.put("weights", weights);
    value.put("anything", Map.of(1, Set.of(2)));
    value.put("rest", Map.of("n", BigInteger.TEN.pow(30)));

    Outer read = (Outer) form.codec().decode(form.codec().encode(value, "value"), Outer.class);

    assertThat(read.name()).isEqualTo("é");
    assertThat(read.rows().get(0).data()).hasValue(new byte[] {1});
    assertThat(read.rows().get(1)).isEqualTo(new Inner(day, Optional.empty()));
    assertThat(read.byNumber()).isEqualTo(Map.of(7, new Inner(day, Optional.empty())));
    assertThat(read.days()).isEqualTo(Set.of(day));
    assertThat(read.weights().get(Color.RED)).containsExactly(1, 2);
    assertThat(read.weights().get(Color.GREEN)).containsExactly(3, Double.NaN);
    assertThat(read.anything()).isEqualTo(Map.of(1L, Set.of(2L)));
    assertThat(read.rest()).isEqualTo(Map.of("n", BigInteger.TEN.pow(30)));
  }

  @Test
  void aRecordComesBackAsItself() {
    Outer value =
        new Outer(
            "n",
            List.of(new Inner(LocalDate.EPOCH, Optional.empty())),
            Map.of(),
            new TreeSet<>(),
            Map.of(),
            null,
            new TreeMap<>(Map.of("a", Instant.EPOCH.toString())));

    assertThat(form.codec().decode(form.codec().encode(value, "value"), Outer.class))
        .isEqualTo(value);
  }

  @Test
  void genericTypesKeepTheirArguments() {
    Payload payload =
        form.codec().encode(new Generic<>(LocalDate.EPOCH, List.of(LocalDate.MIN)), "value");

    assertThat(form.codec().decode(payload, new TypeRef<Generic<LocalDate>>() {}.type()))
        .isEqualTo(new Generic<>(LocalDate.EPOCH, List.of(LocalDate.MIN)));
  }

  @Test
  void propertiesThatTheTypeLacksAreIgnored() {
    assertThat(decode("{\"x\":1,\"more\":{\"$set\":[]},\"text\":\"a\"}", Small.class))
        .isEqualTo(new Small(1, "a"));
  }

  @Test
  void whatIsAbsentIsNull() {
    assertThat(decode("{\"x\":1}", Small.class)).isEqualTo(new Small(1, null));
  }

  @Test
  void aComponentInCamelCaseFindsItsMemberInSnakeCase() {
    assertThat(
            decode(
                "{\"valid_until\":{\"$date\":\"2026-01-31\"},\"http_port\":80,"
                    + "\"parse_html_page\":\"x\"}",
                Offer.class))
        .isEqualTo(new Offer(LocalDate.of(2026, 1, 31), 80, Optional.of("x")));
    assertThat(decode("{\"field_name\":1,\"setter_name\":2,\"some_rows\":[3]}", Bean.class))
        .isInstanceOfSatisfying(
            Bean.class,
            bean -> {
              assertThat(bean.fieldName).isEqualTo(1);
              assertThat(bean.setterName).isEqualTo(2);
              assertThat(bean.getSomeRows()).containsExactly(3);
            });
  }

  @Test
  void whatAGetterGivesIsFilled() {
    Map<String, Object> value =
        Map.of("set", Set.of("b"), "map", Map.of("b", 2), "merged", Map.of(2, "b"));

    Filled read = (Filled) form.codec().decode(form.codec().encode(value, "value"), Filled.class);

    assertThat(read.getSet()).containsExactly("a", "b");
    assertThat(read.getMap()).isEqualTo(Map.of("a", 1, "b", 2));
    assertThat(read.merged).isEqualTo(Map.of(1, "a", 2, "b"));
  }

  @Test
  void aMemberOfTheVeryNameGoesFirst() {
    assertThat(decode("{\"aB\":1,\"a_b\":2}", Both.class)).isEqualTo(new Both(1, 2));
    assertThat(decode("{\"a_b\":2,\"aB\":1}", Both.class)).isEqualTo(new Both(1, 2));
  }

  @Test
  void collectionsAreOfTheClassThatWasAskedFor() {
    Payload set = form.codec().encode(Set.of(2, 1, 3), "value");

    assertThat(form.codec().decode(set, new TypeRef<TreeSet<Integer>>() {}.type()))
        .isInstanceOf(TreeSet.class)
        .isEqualTo(new TreeSet<>(Set.of(1, 2, 3)));
    assertThat(decode("{\"RED\":1}", new TypeRef<EnumMap<Color, Long>>() {}.type()))
        .isInstanceOf(EnumMap.class)
        .isEqualTo(Map.of(Color.RED, 1L));
  }

  @Test
  void theNameOfAConstantIsFoundInSmallLetters() {
    assertThat(decode("\"red\"", Color.class)).isEqualTo(Color.RED);
    assertThat(decode("[\"Green\"]", new TypeRef<List<Color>>() {}.type()))
        .isEqualTo(List.of(Color.GREEN));
    assertThat(decode("{\"red\":1}", new TypeRef<Map<Color, Long>>() {}.type()))
        .isEqualTo(Map.of(Color.RED, 1L));
  }

  @Test
  void whereOnlyTheCaseTellsConstantsApartItCounts() {
    assertThat(decode("\"AB\"", Letter.class)).isEqualTo(Letter.AB);
    assertThat(decode("\"Ab\"", Letter.class)).isEqualTo(Letter.Ab);
    assertThat(decode("\"c\"", Letter.class)).isEqualTo(Letter.C);
    assertThatThrownBy(() -> decode("\"ab\"", Letter.class))
        .isInstanceOf(ValueException.class)
        .hasMessageContaining("one of [AB, Ab, C], found the string \"ab\"");
  }

  @Test
  void ofAKeyThatIsThereTwiceTheLastValueCounts() {
    assertThat(decode("{\"x\":1,\"x\":2}", Object.class)).isEqualTo(Map.of("x", 2L));
    assertThat(decode("{\"x\":1,\"x\":2}", Map.class)).isEqualTo(Map.of("x", 2L));
    assertThat(decode("{\"x\":1,\"x\":2}", Small.class)).isEqualTo(new Small(2, null));
  }

  @Test
  void aMapWithATagAmongOtherKeysIsAMap() {
    assertThat(decode("{\"$map\":[1],\"$x\":2}", Map.class))
        .isEqualTo(Map.of("$map", List.of(1L), "$x", 2L));
  }

  @Test
  void aBufferIsReadFromPositionToLimitAndStaysAsItIs() {
    ByteBuffer list = form.payload("[1]", List.of()).body();
    int size = list.remaining();
    byte[] bytes = new byte[size + 4];
    list.duplicate().get(bytes, 2, size);
    ByteBuffer body = ByteBuffer.wrap(bytes, 2, size);
    ByteBuffer direct = ByteBuffer.allocateDirect(size).put(bytes, 2, size).flip();

    for (ByteBuffer buffer : List.of(body, body.slice(), body.asReadOnlyBuffer(), direct)) {
      assertThat(form.codec().decode(new Payload(buffer, List.of()))).isEqualTo(List.of(1L));
      assertThat(form.codec().decode(new Payload(buffer, List.of()), int[].class))
          .isEqualTo(new int[] {1});
      assertThat(buffer.remaining()).isEqualTo(size);
    }
  }

  @Test
  void largeBuffersAreSentAsTheyAre() {
    byte[] bytes = new byte[1 << 20];
    NdArray array = NdArray.of("|u1", new int[] {bytes.length}, ByteBuffer.wrap(bytes));

    Payload payload = form.codec().encode(List.of(bytes, array), "value");

    assertThat(payload.attachments().get(0).array()).isSameAs(bytes);
    assertThat(payload.attachments().get(1).capacity()).isEqualTo(bytes.length);
    assertThat(payload.body().remaining()).isLessThan(200);
    bytes[0] = 1; // the array shows the same memory, and may
    assertThat(payload.attachments().get(1).get(0)).isEqualTo((byte) 1);
  }

  private Object decode(String json, java.lang.reflect.Type type) {
    return form.codec().decode(form.payload(json, List.of()), type);
  }
}
