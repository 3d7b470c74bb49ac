package io.snakepit.core.contents;

import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tool, as the hello describes it. */
record ToolMessage(
    @Nullable String name,
    @Nullable String description,
    @Nullable List<@Nullable ParameterMessage> parameters,
    boolean variadic,
    @Nullable String returns,
    @Nullable List<@Nullable String> returnKinds,
    boolean stream) {

  private record ParameterMessage(
      @Nullable String name,
      @Nullable String type,
      @Nullable List<@Nullable String> kinds,
      boolean required) {

    ToolParameter toParameter() {
      return new ToolParameter(text(name), text(type), ToolMessage.kinds(kinds), required);
    }
  }

  /** The tools that have a name, ordered by it. */
  static List<ToolInfo> toInfos(@Nullable List<@Nullable ToolMessage> tools) {
    return Absent.without(tools).stream()
        .filter(tool -> tool.name() != null)
        .map(ToolMessage::toInfo)
        .sorted(Comparator.comparing(ToolInfo::name))
        .toList();
  }

  private ToolInfo toInfo() {
    return new ToolInfo(
        text(name),
        text(description),
        Absent.without(parameters).stream().map(ParameterMessage::toParameter).toList(),
        variadic,
        text(returns),
        kinds(returnKinds),
        stream);
  }

  /** The kinds; none, which means anything, when one of them isn't known here. */
  private static List<ValueKind> kinds(@Nullable List<@Nullable String> names) {
    List<ValueKind> kinds = new ArrayList<>();
    for (String name : Absent.without(names)) {
      Optional<ValueKind> kind =
          Arrays.stream(ValueKind.values())
              .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name))
              .findFirst();
      if (kind.isEmpty()) {
        return List.of();
      }
      kinds.add(kind.get());
    }
    return kinds;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
