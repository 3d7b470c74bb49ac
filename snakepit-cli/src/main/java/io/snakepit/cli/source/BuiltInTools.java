package io.snakepit.cli.source;

import io.snakepit.api.ToolInfo;
import java.util.Map;

/** The tools that every Python worker has, which are for people who try it. */
final class BuiltInTools {

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "ping", "Answers \"pong\".",
          "echo", "Gives its argument back.",
          "info", "Tells about the worker: its process, its Python, its tools.",
          "ping_stream", "Counts from 0, pausing for some seconds before each further number.");

  private BuiltInTools() {}

  /** Whether a tool is one of them, and not an author's own in its place. */
  static boolean has(ToolInfo tool) {
    return tool.description().equals(DESCRIPTIONS.get(tool.name()));
  }
}
