package io.snakepit.core.bind;

import io.snakepit.api.ToolInfo;
import io.snakepit.core.text.SnakeCase;
import io.snakepit.core.text.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds tools and parameters by the names that Java has for them. */
final class ToolNames {

  private final Map<String, ToolInfo> tools;

  ToolNames(List<ToolInfo> tools) {
    this.tools = tools.stream().collect(Collectors.toMap(ToolInfo::name, Function.identity()));
  }

  /** The tool of a name; null when there is none. */
  @Nullable ToolInfo find(String name) {
    return tools.get(name);
  }

  /** The tool that a Java method is named after; null when there is none. */
  @Nullable ToolInfo findLike(String javaName) {
    ToolInfo exact = tools.get(javaName);
    return exact != null ? exact : tools.get(SnakeCase.of(javaName));
  }

  /** The nearest tools as the end of a sentence; empty when none is near. */
  String didYouMean(String name) {
    return Suggestions.didYouMean(SnakeCase.of(name), tools.keySet());
  }

  /** Which of the names a Java name stands for: itself, or itself in snake_case; null for none. */
  static @Nullable String match(String javaName, Collection<String> names) {
    if (names.contains(javaName)) {
      return javaName;
    }
    String snake = SnakeCase.of(javaName);
    return names.contains(snake) ? snake : null;
  }
}
