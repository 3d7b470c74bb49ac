package io.snakepit.core.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Parameters that are {@code Optional}. */
class OptionalArgumentsTest {

  private static final ToolParameter sku =
      new ToolParameter("sku", "str", List.of(ValueKind.STRING), true);
  private static final ToolParameter note =
      new ToolParameter("note", "str | None", List.of(ValueKind.STRING, ValueKind.NULL), true);
  private static final ToolParameter any = new ToolParameter("any", "", List.of(), true);
  private static final ToolParameter count =
      new ToolParameter("count", "int", List.of(ValueKind.INTEGER), false);

  interface Orders {
    void order(Optional<String> note, Optional<Object> any, Optional<Integer> count);
  }

  @Test
  void anEmptyOneIsLeftOutWhereTheToolHasADefault() {
    assertThat(arguments(Optional.empty(), Optional.of(1), Optional.empty()))
        .containsOnlyKeys("note", "any");
  }

  @Test
  void aFullOneIsItsValue() {
    assertThat(arguments(Optional.of("n"), Optional.of(1), Optional.of(3)))
        .isEqualTo(
            Map.of("note", Optional.of("n"), "any", Optional.of(1), "count", Optional.of(3)));
  }

  @Test
  @SuppressWarnings("NullOptional") // it is what users do
  void nullIsNotLeftOut() {
    assertThat(arguments(Optional.of("n"), Optional.of(1), null)).containsEntry("count", null);
  }

  interface Requires {
    void order(Optional<String> sku);
  }

  @Test
  void aRequiredParameterHasToTakeNone() {
    assertThatThrownBy(() -> bind(FakeCaller.returning(), Requires.class, sku))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "Requires.order: the required parameter 'sku: str' takes no None, which an empty"
                + " Optional is");
  }

  private static Map<String, Object> arguments(
      Optional<String> first, Optional<Object> second, Optional<Integer> third) {
    FakeCaller caller = FakeCaller.returning(Collections.singletonList(null));
    bind(caller, Orders.class, note, any, count).order(first, second, third);
    return caller.calls.get(0).arguments();
  }

  private static <T> T bind(FakeCaller caller, Class<T> type, ToolParameter... parameters) {
    ToolInfo order = new ToolInfo("order", "", List.of(parameters), false, "", List.of(), false);
    return ToolBinder.bind(type, caller, List.of(order), UnaryOperator.identity());
  }
}
