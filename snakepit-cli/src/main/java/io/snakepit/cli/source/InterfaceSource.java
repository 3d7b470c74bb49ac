package io.snakepit.cli.source;

import io.snakepit.api.ToolInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The source of an interface over tools, ready to be bound. */
public final class InterfaceSource {

  private InterfaceSource() {}

  /**
   * Writes it; the same tools give the same text. What every worker has is left out.
   *
   * @param name the interface's name
   * @param tools what it has methods for
   * @return lines with a line end after the last
   */
  public static String of(InterfaceName name, List<ToolInfo> tools) {
    List<ToolInfo> shown =
        tools.stream()
            .filter(tool -> !BuiltInTools.has(tool))
            .sorted(Comparator.comparing(ToolInfo::name))
            .toList();
    Imports imports = new Imports(name.simpleName());
    JavaNames names = new JavaNames(shown.stream().map(ToolInfo::name).toList(), "tool");
    ToolMethods methods = new ToolMethods(names, imports);
    List<String> written = new ArrayList<>();
    shown.forEach(tool -> written.addAll(methods.of(tool)));
    String head = name.packageName().isEmpty() ? "" : "package " + name.packageName() + ";\n\n";
    String imported = imports.lines();
    return head
        + (imported.isEmpty() ? "" : imported + "\n")
        + JavaText.comment("", about(name))
        + "public interface "
        + name.simpleName()
        + " {\n"
        + String.join("", written.stream().map(method -> "\n" + method).toList())
        + "}\n";
  }

  private static List<String> about(InterfaceName name) {
    return List.of(
        "Tools of Snakepit, a method each. {@code pit.bind("
            + name.simpleName()
            + ".class)} makes an object of it.",
        "Written by {@code snakepit tools --java} from the tools' hints, and yours to change: a"
            + " {@code long} may be an {@code int}, or a {@code BigInteger}, which holds integers"
            + " of any size; a {@code Map<String, Object>} may be a record; an {@code Object} or a"
            + " {@code Result} may be what the hint didn't tell. {@code @ToolName} may go from"
            + " parameters where code is compiled with {@code -parameters}. Close the streams.");
  }
}
