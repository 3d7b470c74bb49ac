package io.snakepit.core.generation;

import io.snakepit.api.ToolInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** By what the tools of a worker differ from those that its generation has. */
final class OtherTools {

  private static final int MOST_NAMED = 10;

  private OtherTools() {}

  /** The differences for people, by name; empty where there is none. */
  static String than(List<ToolInfo> known, List<ToolInfo> present) {
    if (known.equals(present)) {
      return "";
    }
    Map<String, ToolInfo> before = byName(known);
    Map<String, ToolInfo> now = byName(present);
    List<String> differences = new ArrayList<>();
    before.forEach(
        (name, tool) -> {
          ToolInfo other = now.get(name);
          if (other == null) {
            differences.add(name + " is missing");
          } else if (!other.signature().equals(tool.signature())) {
            differences.add(other.signature() + " was " + tool.signature());
          }
        });
    now.keySet().stream()
        .filter(name -> !before.containsKey(name))
        .forEach(name -> differences.add(name + " is new"));
    return text(differences);
  }

  private static Map<String, ToolInfo> byName(List<ToolInfo> tools) {
    return tools.stream()
        .collect(Collectors.toMap(ToolInfo::name, Function.identity(), (one, other) -> one));
  }

  private static String text(List<String> differences) {
    List<String> sorted = differences.stream().sorted().toList();
    int more = sorted.size() - MOST_NAMED;
    String named = String.join(", ", sorted.subList(0, Math.min(MOST_NAMED, sorted.size())));
    return more > 0 ? named + " and " + more + " more" : named;
  }
}
