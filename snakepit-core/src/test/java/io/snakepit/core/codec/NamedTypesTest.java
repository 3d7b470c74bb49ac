package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.ValueException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The names of types that a component asks for, instead of the type. */
@ParameterizedClass
@EnumSource(Form.class)
class NamedTypesTest {

  /** Shapes say nothing of their names themselves. */
  interface Shape {}

  record Circle(int radius, LocalDate day) implements Shape {}

  record Square(Object side) implements Shape {}

  enum Point implements Shape {
    ORIGIN
  }

  @Retention(RetentionPolicy.RUNTIME)
  @JacksonAnnotationsInside
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Circle.class, name = "circle"),
    @JsonSubTypes.Type(value = Square.class, name = "square"),
    @JsonSubTypes.Type(value = Point.class, name = "point")
  })
  @interface Named {}

  record One(@Named Shape value) {}

  record Listed(@Named List<@Nullable Shape> value) {}

  record InSet(@Named Set<Shape> value) {}

  record ByText(@Named Map<String, Shape> value) {}

  record ByNumber(@Named Map<Integer, Shape> value) {}

  record Maybe(@Named Optional<Shape> value) {}

  record InLists(@Named List<List<Shape>> value) {}

  record Anything(@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) Object value) {}

  record Things(@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) List<Object> value) {}

  record Wrapped(
      @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, include = JsonTypeInfo.As.WRAPPER_OBJECT)
          List<Shape> value) {}

  record InFront(
      @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, include = JsonTypeInfo.As.WRAPPER_ARRAY)
          List<Shape> value) {}

  record Beside(
      @JsonTypeInfo(
              use = JsonTypeInfo.Id.CLASS,
              include = JsonTypeInfo.As.EXTERNAL_PROPERTY,
              property = "kind")
          Shape value,
      int more) {}

  record AllBeside(
      @JsonTypeInfo(
              use = JsonTypeInfo.Id.CLASS,
              include = JsonTypeInfo.As.EXTERNAL_PROPERTY,
              property = "kind")
          List<Shape> value) {}

  record Both(Optional<Circle> plain, @Named Optional<Shape> named, List<Circle> more) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  interface Tagged {}

  record Tag(int number) implements Tagged {}

  enum Flag implements Tagged {
    ON
  }

  record Tags(List<Tagged> value) {}

  record Untagged(@JsonTypeInfo(use = JsonTypeInfo.Id.NONE) List<Tag> value) {}

  static final class Bean {
    @Named public Shape @Nullable [] value = {};
  }

  private static final Circle circle = new Circle(1, LocalDate.EPOCH);
  private static final Square square = new Square(Set.of(2L));

  @Parameter Form form;

  static Stream<Arguments> named() {
    return Stream.of(
        arguments(new One(circle), Map.of("kind", "circle", "radius", 1L, "day", LocalDate.EPOCH)),
        arguments(
            new Listed(Arrays.asList(square, null)),
            Arrays.asList(Map.of("kind", "square", "side", Set.of(2L)), null)),
        arguments(new InSet(Set.of(square)), Set.of(Map.of("kind", "square", "side", Set.of(2L)))),
        arguments(
            new ByText(Map.of("a", square)),
            Map.of("a", Map.of("kind", "square", "side", Set.of(2L)))),
        arguments(
            new ByNumber(Map.of(7, square)),
            Map.of(7L, Map.of("kind", "square", "side", Set.of(2L)))),
        arguments(new Maybe(Optional.of(square)), Map.of("kind", "square", "side", Set.of(2L))),
        arguments(
            new Anything(square), Map.of("@class", Square.class.getName(), "side", Set.of(2L))),
        arguments(new Anything("text"), "text"),
        arguments(new Things(List.of(1, "a", 1.5, true)), List.of(1L, "a", 1.5, true)),
        arguments(
            new Wrapped(List.of(square)),
            List.of(Map.of(Square.class.getName(), Map.of("side", Set.of(2L))))),
        arguments(
            new InFront(List.of(square)),
            List.of(List.of(Square.class.getName(), Map.of("side", Set.of(2L))))),
        arguments(new Beside(square, 1), Map.of("side", Set.of(2L))),
        arguments(new Untagged(List.of(new Tag(1))), List.of(Map.of("number", 1L))));
  }

  @ParameterizedTest
  @MethodSource("named")
  void areWrittenAndReadBack(Object value, Object written) {
    Map<?, ?> read = (Map<?, ?>) form.codec().decode(form.codec().encode(value, "value"));

    assertThat(read.get("value")).isEqualTo(written);
    if (!(value instanceof Untagged)) { // Jackson misses there the names that nobody wrote
      assertThat(back(value, value.getClass())).isEqualTo(value);
    }
  }

  @Test
  void areInAnArrayToo() {
    Bean bean = new Bean();
    bean.value = new Shape[] {circle, square};

    assertThat(((Bean) back(bean, Bean.class)).value).containsExactly(circle, square);
  }

  @Test
  void areOfTheComponentThatAsksForThemAlone() {
    Both both = new Both(Optional.of(circle), Optional.of(circle), List.of(circle));

    Map<?, ?> read = (Map<?, ?>) form.codec().decode(form.codec().encode(both, "value"));

    assertThat((Map<?, ?>) read.get("plain")).hasSize(2);
    assertThat((Map<?, ?>) read.get("named")).hasSize(3);
    assertThat(back(both, Both.class)).isEqualTo(both);
  }

  static Stream<Arguments> withoutRoom() {
    return Stream.of(
        arguments(new One(Point.ORIGIN), "value.value", Point.class),
        arguments(new Listed(List.of(circle, Point.ORIGIN)), "value.value[1]", Point.class),
        arguments(new ByText(Map.of("a", Point.ORIGIN)), "value.value.a", Point.class),
        arguments(new Maybe(Optional.of(Point.ORIGIN)), "value.value", Point.class),
        arguments(new InLists(List.of(List.of())), "value.value[0]", List.of().getClass()),
        arguments(new Anything(1L), "value.value", Long.class),
        arguments(new Anything(Double.NaN), "value.value", Double.class),
        arguments(new Anything(LocalDate.EPOCH), "value.value", LocalDate.class),
        arguments(new Things(List.of(1, 1L)), "value.value[1]", Long.class),
        arguments(new Tags(List.of(new Tag(1), Flag.ON)), "value.value[1]", Flag.class));
  }

  @ParameterizedTest
  @MethodSource("withoutRoom")
  void whatHasNoRoomForANameIsRefused(Object value, String path, Class<?> type) {
    ValueException error = refuse(value);

    assertThat(error.code()).isEqualTo(ErrorCode.UNREPRESENTABLE_ARGUMENT);
    assertThat(error.path()).isEqualTo(path);
    assertThat(error)
        .hasMessage(
            path
                + ": a "
                + type.getName()
                + " has no room for the name of its type, which @JsonTypeInfo asks for: only"
                + " records and POJOs have. Put it into one, or ask for none with"
                + " @JsonTypeInfo(use = Id.NONE)");
  }

  @Test
  void anEnumThatIsReadByNameIsToldTheSame() {
    ValueException error =
        catchThrowableOfType(ValueException.class, () -> back(Flag.ON, Flag.class));

    assertThat(error.code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
    assertThat(error).hasMessageContaining("Flag has no room for the name of its type");
  }

  @Test
  void thePartsOfAValueCanNotBeNamedBesideThem() {
    assertThat(refuse(new AllBeside(List.of(circle))))
        .hasMessageContaining("the types of the parts of 'value' can't be named beside them");
  }

  private ValueException refuse(Object value) {
    return catchThrowableOfType(ValueException.class, () -> form.codec().encode(value, "value"));
  }

  private Object back(Object value, Type type) {
    return form.codec().decode(form.codec().encode(value, "value"), type);
  }
}
