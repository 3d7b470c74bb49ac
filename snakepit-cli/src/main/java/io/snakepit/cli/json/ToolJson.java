package io.snakepit.cli.json;

import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A tool's signature in the form in which workers send it. */
public final class ToolJson {

  private ToolJson() {}

  /** The members, in order. */
  public static Map<String, Object> of(ToolInfo tool) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", tool.name());
    members.put("description", tool.description());
    members.put("parameters", tool.parameters().stream().map(ToolJson::parameter).toList());
    members.put("variadic", tool.variadic());
    members.put("returns", tool.returns());
    members.put("returnKinds", kinds(tool.returnKinds()));
    members.put("stream", tool.stream());
    return members;
  }

  private static Map<String, Object> parameter(ToolParameter parameter) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", parameter.name());
    members.put("type", parameter.type());
    members.put("kinds", kinds(parameter.kinds()));
    members.put("required", parameter.required());
    return members;
  }

  private static List<String> kinds(List<ValueKind> kinds) {
    return kinds.stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
  }
}
