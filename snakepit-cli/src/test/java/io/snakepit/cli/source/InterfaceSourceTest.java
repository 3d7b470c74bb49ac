package io.snakepit.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceSourceTest {

  private static final List<ToolInfo> TOOLS =
      List.of(
          tool("train", "int", List.of(ValueKind.INTEGER), true, required("epochs", "int")),
          tool(
              "add",
              "int",
              List.of(ValueKind.INTEGER),
              false,
              required("a", "int"),
              optional("b", "int")),
          tool("load_model", "None", List.of(ValueKind.NULL), false),
          tool(
              "class",
              "",
              List.of(),
              true,
              required("a_long_name_of_a_parameter", "int"),
              required("another_long_name", "int")));

  private static final List<String> HINTS =
      List.of(
          "int",
          "list[int | None]",
          "dict[str, bytes | None]",
          "Optional[dict[int, UUID]]",
          "list[",
          "Annotated[str, '*/ {@code } \\u']",
          "Literal['\"', '\\\\']",
          "tuple[()]",
          "set[set[int]]",
          "Callable[[int], {}]",
          "\n",
          "@see",
          "<b>",
          "&amp;",
          "'''\0\u001a'''",
          "日本[größe]");

  private static final List<String> NAMES =
      List.of("\"", "\\u", "*/", "\n", "wait", "getClass", "a b", "{@link X}", "𝒜", "_", "\0");

  @TempDir private Path folder;

  @Test
  void aFileIsReadyForItsPackage() {
    assertThat(source("com.acme.Model", TOOLS))
        .startsWith(
            """
            package com.acme;

            import io.snakepit.api.ResultStream;
            import io.snakepit.api.ToolName;
            import java.util.stream.Stream;

            /**
             * Tools of Snakepit, a method each. {@code pit.bind(Model.class)} makes an object of it.
             *
            """)
        .endsWith(
            """
             */
            public interface Model {

              /**
               * What add does.
               *
               * <p>{@code add(a: int, b: int = …) -> int}
               */
              long add(@ToolName("a") long a, @ToolName("b") long b);

              /** The same, with the tool's defaults of {@code b}. */
              long add(@ToolName("a") long a);

              /**
               * What class does.
               *
               * <p>{@code class(a_long_name_of_a_parameter: int, another_long_name: int) yields}
               */
              @ToolName("class")
              ResultStream class_(
                  @ToolName("a_long_name_of_a_parameter") long aLongNameOfAParameter,
                  @ToolName("another_long_name") long anotherLongName);

              /**
               * What load_model does.
               *
               * <p>{@code load_model() -> None}
               */
              void loadModel();

              /**
               * What train does.
               *
               * <p>{@code train(epochs: int) yields -> int}
               */
              Stream<Long> train(@ToolName("epochs") long epochs);
            }
            """);
  }

  @Test
  void theOrderOfTheToolsDoesNotMatter() {
    List<ToolInfo> turned = new ArrayList<>(TOOLS);
    Collections.reverse(turned);
    assertThat(source("Model", turned)).isEqualTo(source("Model", TOOLS));
  }

  @Test
  void withoutToolsOrPackageItCompilesToo() throws Exception {
    assertThat(CompiledSource.load("Model", source("Model", List.of()), folder).getMethods())
        .isEmpty();
  }

  @Test
  void whateverStandsInHintsItCompiles() throws Exception {
    assertThat(methods("com.acme.Model", toolsOf(HINTS))).isEqualTo(methods(toolsOf(HINTS)));
  }

  @Test
  void whateverToolsAreCalledItCompiles() throws Exception {
    List<ToolInfo> tools =
        NAMES.stream()
            .map(odd -> tool(odd, odd, List.of(), false, required(odd, odd), optional("$", odd)))
            .toList();
    assertThat(methods("com.acme.Model", tools)).isEqualTo(methods(tools));
  }

  /** These are names that the source needs itself. */
  @ParameterizedTest
  @ValueSource(strings = {"Map", "a.List", "String", "Long", "Nullable", "a.ToolName", "Result"})
  void whateverItIsCalledItCompiles(String name) throws Exception {
    List<ToolInfo> tools = toolsOf(List.of("list[int | None]", "dict[str, object]"));
    assertThat(methods(name, tools)).isEqualTo(methods(tools));
  }

  /** Of each hint one tool for each kind that its values may be. */
  private static List<ToolInfo> toolsOf(List<String> hints) {
    List<ToolInfo> tools = new ArrayList<>();
    for (String hint : hints) {
      for (ValueKind kind : ValueKind.values()) {
        List<ValueKind> kinds = List.of(kind, ValueKind.NULL);
        ToolParameter parameter = new ToolParameter("p", hint, kinds, true);
        String name = "t" + tools.size();
        boolean stream = tools.size() % 3 == 0;
        tools.add(tool(name, hint, kinds, stream, parameter, optional("$", hint)));
      }
    }
    return tools;
  }

  /** How many methods the compiled interface has. */
  private int methods(String name, List<ToolInfo> tools) throws Exception {
    return CompiledSource.load(name, source(name, tools), folder).getMethods().length;
  }

  /** How many it should have: each of the tools has a parameter with a default. */
  private static int methods(List<ToolInfo> tools) {
    return 2 * tools.size();
  }

  private static String source(String name, List<ToolInfo> tools) {
    return InterfaceSource.of(InterfaceName.of(name), tools);
  }

  private static ToolInfo tool(
      String name,
      String returns,
      List<ValueKind> kinds,
      boolean stream,
      ToolParameter... parameters) {
    return new ToolInfo(
        name, "What " + name + " does.", Arrays.asList(parameters), false, returns, kinds, stream);
  }

  private static ToolParameter required(String name, String type) {
    return new ToolParameter(name, type, kinds(type), true);
  }

  private static ToolParameter optional(String name, String type) {
    return new ToolParameter(name, type, kinds(type), false);
  }

  private static List<ValueKind> kinds(String type) {
    return type.equals("int") ? List.of(ValueKind.INTEGER) : List.of();
  }
}
