package io.snakepit.core.generation;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Tells tool files and folders, which the worker needs as absolute paths, from modules. */
final class ToolSources {

  private ToolSources() {}

  static List<String> resolve(List<String> sources) {
    return sources.stream().map(ToolSources::resolve).toList();
  }

  private static String resolve(String source) {
    try {
      Path path = Path.of(source);
      boolean looksLikeFile =
          source.contains("/") || source.contains("\\") || source.endsWith(".py");
      return looksLikeFile || Files.exists(path)
          ? path.toAbsolutePath().normalize().toString()
          : source;
    } catch (InvalidPathException notAPath) {
      return source;
    }
  }
}
