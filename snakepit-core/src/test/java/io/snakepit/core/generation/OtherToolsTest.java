package io.snakepit.core.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.ToolInfo;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OtherToolsTest {

  private static ToolInfo tool(String name, String description, boolean stream) {
    return new ToolInfo(name, description, List.of(), false, "int", List.of(), stream);
  }

  @Test
  void thoseOfTheGenerationAreNoDifference() {
    List<ToolInfo> tools = List.of(tool("a", "", false), tool("b", "", true));
    assertThat(OtherTools.than(tools, List.copyOf(tools))).isEmpty();
  }

  @Test
  void anotherDescriptionIsNone() {
    assertThat(
            OtherTools.than(List.of(tool("a", "Adds.", false)), List.of(tool("a", "Sums.", false))))
        .isEmpty();
  }

  @Test
  void eachDifferenceIsNamed() {
    assertThat(
            OtherTools.than(
                List.of(tool("gone", "", false), tool("same", "", false), tool("count", "", false)),
                List.of(
                    tool("same", "", false), tool("count", "", true), tool("fresh", "", false))))
        .isEqualTo("count() yields -> int was count() -> int, fresh is new, gone is missing");
  }

  @Test
  void manyAreCounted() {
    List<ToolInfo> many = IntStream.range(10, 22).mapToObj(i -> tool("t" + i, "", false)).toList();
    assertThat(OtherTools.than(List.of(), many))
        .startsWith("t10 is new, t11 is new")
        .endsWith("t19 is new and 2 more");
  }
}
