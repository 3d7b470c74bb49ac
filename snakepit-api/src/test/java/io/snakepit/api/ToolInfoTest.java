package io.snakepit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToolInfoTest {

  private static final ToolParameter TYPED = new ToolParameter("a", "int", List.of(), true);
  private static final ToolParameter PLAIN = new ToolParameter("b", "", List.of(), false);

  @Test
  void aSignatureReadsAsInPython() {
    assertThat(tool(List.of(TYPED, PLAIN), false, "int", false).signature())
        .isEqualTo("add(a: int, b = …) -> int");
    assertThat(tool(List.of(), false, "", false).signature()).isEqualTo("add()");
  }

  @Test
  void whatTakesAnythingSaysSo() {
    assertThat(tool(List.of(TYPED), true, "", false).signature()).isEqualTo("add(a: int, **)");
    assertThat(tool(List.of(), true, "", false).signature()).isEqualTo("add(**)");
  }

  @Test
  void aStreamYields() {
    assertThat(tool(List.of(), false, "float", true).signature())
        .isEqualTo("add() yields -> float");
    assertThat(tool(List.of(), false, "", true).signature()).isEqualTo("add() yields");
  }

  private static ToolInfo tool(
      List<ToolParameter> parameters, boolean variadic, String returns, boolean stream) {
    return new ToolInfo("add", "", parameters, variadic, returns, List.of(), stream);
  }
}
