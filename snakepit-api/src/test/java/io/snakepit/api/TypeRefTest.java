package io.snakepit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypeRefTest {

  private static class ListRef<T> extends TypeRef<List<T>> {}

  @Test
  void hasTheTypeThatWasWritten() {
    assertThat(new TypeRef<List<String>>() {}).hasToString("java.util.List<java.lang.String>");
    assertThat(new TypeRef<String>() {}.type()).isEqualTo(String.class);
  }

  @Test
  void needsAType() {
    assertThatThrownBy(TypeRefTest::raw).isInstanceOf(IllegalArgumentException.class);
  }

  /** What stands for its parameter isn't its type. */
  @Test
  void isExtendedDirectly() {
    assertThatThrownBy(() -> new ListRef<String>() {})
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("new TypeRef<…>() {}");
  }

  @SuppressWarnings("rawtypes")
  private static TypeRef<?> raw() {
    return new TypeRef() {};
  }
}
