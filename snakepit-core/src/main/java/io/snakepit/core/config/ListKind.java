package io.snakepit.core.config;

import java.util.List;
import java.util.Optional;

/** Several texts; one alone stands for a list of one. */
record ListKind() implements Kind<List<String>> {

  @Override
  public String description() {
    return "a list of texts";
  }

  @Override
  public Optional<List<String>> read(Node node, Problems problems) {
    return switch (node.shape()) {
      case TEXT -> Optional.of(List.of(node.text()));
      case LIST -> Optional.of(texts(node, problems));
      case GROUP, NOTHING, UNFILLED -> {
        problems.refuse(node, description());
        yield Optional.empty();
      }
    };
  }

  private static List<String> texts(Node list, Problems problems) {
    return list.elements().stream()
        .flatMap(element -> Scalars.TEXT.read(element, problems).stream())
        .toList();
  }
}
