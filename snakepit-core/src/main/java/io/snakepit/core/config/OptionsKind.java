package io.snakepit.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Names with texts, of which only an adapter, a runtime or a worker knows more. */
record OptionsKind(String description) implements Kind<Map<String, String>> {

  static final OptionsKind OPTIONS = new OptionsKind("a group of options");
  static final OptionsKind VARIABLES = new OptionsKind("a group of variables");

  @Override
  public Optional<Map<String, String>> read(Node node, Problems problems) {
    if (node.shape() != Node.Shape.GROUP) {
      problems.refuse(node, description());
      return Optional.empty();
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (Node option : node.members()) {
      if (option.shape() != Node.Shape.NOTHING) {
        if (option.shape() == Node.Shape.GROUP) {
          problems.add(
              option, "must be a text, not a group; a key that holds a dot stands in quotes");
        } else {
          Scalars.TEXT.read(option, problems).ifPresent(text -> options.put(option.name(), text));
        }
      }
    }
    return Optional.of(options);
  }
}
