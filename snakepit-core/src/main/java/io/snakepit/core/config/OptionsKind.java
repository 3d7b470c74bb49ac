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
        Scalars.TEXT.read(option, problems).ifPresent(text -> options.put(option.name(), text));
      }
    }
    return Optional.of(options);
  }
}
