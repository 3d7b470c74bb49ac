package io.snakepit.cli;

import io.snakepit.cli.error.UsageException;
import io.snakepit.cli.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tool's arguments from {@code name=value} words: the value is JSON if it parses, else text. */
final class ToolArguments {

  private ToolArguments() {}

  /**
   * Reads the words.
   *
   * @throws UsageException when one has no name, no {@code =}, or the name of another
   */
  static Map<String, @Nullable Object> parse(List<String> words) {
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    for (String word : words) {
      int split = word.indexOf('=');
      if (split < 1) {
        throw new UsageException("'" + word + "' is not an argument; write name=value");
      }
      String name = word.substring(0, split);
      if (arguments.containsKey(name)) {
        throw new UsageException("argument '" + name + "' is given twice");
      }
      arguments.put(name, value(word.substring(split + 1)));
    }
    return arguments;
  }

  private static @Nullable Object value(String text) {
    return JsonReader.read(text).orElseGet(() -> new JsonReader.Value(text)).value();
  }
}
