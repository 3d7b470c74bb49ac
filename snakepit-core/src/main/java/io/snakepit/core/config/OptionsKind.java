package io.snakepit.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Options that only their adapter or runtime knows: names with texts. */
record OptionsKind() implements Kind<Map<String, String>> {

  @Override
  public String description() {
    return "a group of options";
  }

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
