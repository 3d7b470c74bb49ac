package io.snakepit.cli;

import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueKind;
import io.snakepit.cli.error.UsageException;
import io.snakepit.cli.json.JsonReader;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool's arguments: some that are known, and {@code name=value} words. The value of a word is
 * JSON if it parses and the tool doesn't take text alone, else text.
 */
final class ToolArguments {

  private static final Set<ValueKind> TEXT = EnumSet.of(ValueKind.STRING, ValueKind.NULL);

  private final Map<String, @Nullable Object> values;

  /** As they stand on the command line. */
  private final Map<String, String> words;

  private ToolArguments(Map<String, @Nullable Object> values, Map<String, String> words) {
    this.values = values;
    this.words = words;
  }

  /**
   * Reads the words.
   *
   * @param known what is given beside them
   * @throws UsageException when one has no name, no {@code =}, the name of another, or no value
   *     that can be read
   */
  static ToolArguments of(Map<String, @Nullable Object> known, List<String> words) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(known);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String word : words) {
      int split = word.indexOf('=');
      if (split < 1) {
        throw new UsageException("'" + word + "' is not an argument; write name=value");
      }
      String name = word.substring(0, split);
      if (values.containsKey(name)) {
        throw new UsageException("argument '" + name + "' is given twice");
      }
      String text = word.substring(split + 1);
      values.put(name, value(name, text));
      texts.put(name, text);
    }
    return new ToolArguments(values, texts);
  }

  private static @Nullable Object value(String name, String text) {
    try {
      return JsonReader.read(text).orElseGet(() -> new JsonReader.Value(text)).value();
    } catch (IllegalArgumentException refusal) {
      throw new UsageException("argument '" + name + "': " + refusal.getMessage());
    }
  }

  /**
   * The values.
   *
   * @param tool what they are for, as far as it is known
   */
  Map<String, @Nullable Object> values(Optional<ToolInfo> tool) {
    Map<String, @Nullable Object> fitted = new LinkedHashMap<>(values);
    tool.map(ToolInfo::parameters).orElse(List.of()).stream()
        .filter(parameter -> words.containsKey(parameter.name()))
        .filter(parameter -> takesTextAlone(parameter, values.get(parameter.name())))
        .forEach(parameter -> fitted.put(parameter.name(), words.get(parameter.name())));
    return fitted;
  }

  /** Whether a value would be refused that as text wouldn't: 1.10 of a version is no number. */
  private static boolean takesTextAlone(ToolParameter parameter, @Nullable Object value) {
    List<ValueKind> kinds = parameter.kinds();
    return kinds.contains(ValueKind.STRING)
        && TEXT.containsAll(kinds)
        && !(value instanceof String)
        && !(value == null && kinds.contains(ValueKind.NULL));
  }
}
