package io.snakepit.cli.source;

import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the methods of tools. */
final class ToolMethods {

  private static final String INDENT = "  ";

  private final JavaNames tools;
  private final Imports imports;

  ToolMethods(JavaNames tools, Imports imports) {
    this.tools = tools;
    this.imports = imports;
  }

  /** One method with all parameters, and one without those that have defaults. */
  List<String> of(ToolInfo tool) {
    List<String> comment = JavaText.paragraphs(tool.description());
    comment.add(JavaText.code(tool.signature()));
    List<String> methods = new ArrayList<>();
    methods.add(method(tool, tool.parameters(), comment));
    List<ToolParameter> required =
        tool.parameters().stream().filter(ToolParameter::required).toList();
    if (required.size() < tool.parameters().size()) {
      methods.add(method(tool, required, List.of(defaults(tool))));
    }
    return methods;
  }

  private static String defaults(ToolInfo tool) {
    return tool.parameters().stream()
        .filter(parameter -> !parameter.required())
        .map(parameter -> JavaText.code(parameter.name()))
        .collect(Collectors.joining(", ", "The same, with the tool's defaults of ", "."));
  }

  private String method(ToolInfo tool, List<ToolParameter> parameters, List<String> comment) {
    String annotation = tools.isFound(tool.name()) ? "" : INDENT + toolName(tool.name()) + "\n";
    String begin = INDENT + result(tool) + " " + tools.of(tool.name()) + "(";
    List<String> declared = parameters(parameters);
    String line = begin + String.join(", ", declared) + ");\n";
    return JavaText.comment(INDENT, comment)
        + annotation
        + (line.length() <= JavaText.WIDTH + 1
            ? line
            : begin + "\n      " + String.join(",\n      ", declared) + ");\n");
  }

  private String result(ToolInfo tool) {
    List<ValueKind> kinds = tool.returnKinds();
    Optional<JavaType> type = HintTypes.of(tool.returns(), kinds);
    if (tool.stream()) {
      return type.map(item -> JavaType.of("java.util.stream.Stream", item))
          .orElse(JavaType.of("io.snakepit.api.ResultStream"))
          .boxed(imports);
    }
    return kinds.equals(List.of(ValueKind.NULL))
        ? "void"
        : type.orElse(JavaType.of("io.snakepit.api.Result")).plain(imports);
  }

  private List<String> parameters(List<ToolParameter> parameters) {
    JavaNames names = new JavaNames(parameters.stream().map(ToolParameter::name).toList(), "arg");
    return parameters.stream()
        .map(
            parameter ->
                toolName(parameter.name())
                    + " "
                    + type(parameter).plain(imports)
                    + " "
                    + names.of(parameter.name()))
        .toList();
  }

  private static JavaType type(ToolParameter parameter) {
    List<ValueKind> kinds = parameter.kinds();
    return HintTypes.of(parameter.type(), kinds)
        .orElse(JavaType.OBJECT.orNull(kinds.contains(ValueKind.NULL)));
  }

  private String toolName(String name) {
    return "@" + imports.name("io.snakepit.api.ToolName") + "(" + JavaText.literal(name) + ")";
  }
}
