package io.snakepit.core.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.NdArray;
import io.snakepit.api.Result;
import io.snakepit.api.TypeRef;
import io.snakepit.api.ValueKind;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rows of {@code docs/values.md} that bound interfaces are checked with. */
class JavaKindsTest {

  private static final Set<ValueKind> anything = EnumSet.allOf(ValueKind.class);

  enum Colour {
    RED
  }

  record Row(int count) {}

  interface Shape {}

  static final class Bean {}

  @Test
  void whatHoldsValuesIsSentAsOneKind() {
    assertThat(JavaKinds.sentFrom(List.class)).containsExactly(ValueKind.LIST);
    assertThat(JavaKinds.sentFrom(String[].class)).containsExactly(ValueKind.LIST);
    assertThat(JavaKinds.sentFrom(HashSet.class)).containsExactly(ValueKind.SET);
    assertThat(JavaKinds.sentFrom(Map.class)).containsExactly(ValueKind.MAP);
    assertThat(JavaKinds.sentFrom(Row.class)).containsExactly(ValueKind.MAP);
    assertThat(JavaKinds.sentFrom(Bean.class)).containsExactly(ValueKind.MAP);
    assertThat(JavaKinds.sentFrom(Colour.class)).containsExactly(ValueKind.STRING);
  }

  @Test
  void aCollectionMayBeAListOrASet() {
    assertThat(JavaKinds.sentFrom(Collection.class))
        .containsExactlyInAnyOrder(ValueKind.LIST, ValueKind.SET);
    assertThat(JavaKinds.readAs(Collection.class))
        .containsExactlyInAnyOrder(ValueKind.LIST, ValueKind.NDARRAY);
  }

  @Test
  void whatMayBeOfAnyClassMayBeOfAnyKind() {
    for (Class<?> type : List.of(Object.class, Result.class, Shape.class, URI.class)) {
      assertThat(JavaKinds.sentFrom(type)).as(type.getName()).isEqualTo(anything);
      assertThat(JavaKinds.readAs(type)).as(type.getName()).isEqualTo(anything);
    }
  }

  @Test
  void anOptionalIsOfItsValuesKindOrNull() {
    assertThat(JavaKinds.sentFrom(new TypeRef<Optional<Integer>>() {}.type()))
        .containsExactlyInAnyOrder(ValueKind.NULL, ValueKind.INTEGER);
    assertThat(JavaKinds.readAs(new TypeRef<Optional<Double>>() {}.type()))
        .containsExactlyInAnyOrder(ValueKind.NULL, ValueKind.FLOAT, ValueKind.INTEGER);
    assertThat(JavaKinds.sentFrom(Optional.class)).isEqualTo(anything);
  }

  @Test
  void integersCanBeReadAsOtherNumbers() {
    assertThat(JavaKinds.readAs(double.class))
        .containsExactlyInAnyOrder(ValueKind.FLOAT, ValueKind.INTEGER);
    assertThat(JavaKinds.readAs(BigDecimal.class))
        .containsExactlyInAnyOrder(ValueKind.DECIMAL, ValueKind.INTEGER);
    assertThat(JavaKinds.readAs(int.class)).containsExactly(ValueKind.INTEGER);
    assertThat(JavaKinds.sentFrom(double.class)).containsExactly(ValueKind.FLOAT);
  }

  @Test
  void whatIsReadFromListsIsReadFromArraysOfPython() {
    Type generic = new TypeRef<List<String>[]>() {}.type();
    for (Type type : List.of(int[].class, double[][].class, Integer[].class, List.class, generic)) {
      assertThat(JavaKinds.readAs(type))
          .as(type.getTypeName())
          .containsExactlyInAnyOrder(ValueKind.LIST, ValueKind.NDARRAY);
    }
    assertThat(JavaKinds.readAs(NdArray.class)).containsExactly(ValueKind.NDARRAY);
    assertThat(JavaKinds.readAs(byte[].class)).containsExactly(ValueKind.BYTES);
    assertThat(JavaKinds.readAs(Set.class)).containsExactly(ValueKind.SET);
  }
}
