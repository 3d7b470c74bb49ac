package io.snakepit.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several texts; one alone stands for a list of one.
 *
 * @param choices which they may be; empty for any
 */
record ListKind(List<String> choices) implements Kind<List<String>> {

  @Override
  public String description() {
    return "a list of texts";
  }

  @Override
  public Optional<List<String>> read(Node node, Problems problems) {
    return switch (node.shape()) {
      case TEXT -> Optional.of(texts(node, List.of(node), problems));
      case LIST -> Optional.of(texts(node, node.elements(), problems));
      case GROUP, NOTHING, UNFILLED -> {
        problems.refuse(node, description());
        yield Optional.empty();
      }
    };
  }

  private List<String> texts(Node list, List<Node> elements, Problems problems) {
    List<String> texts = new ArrayList<>();
    for (Node element : elements) {
      switch (element.shape()) {
        case TEXT -> add(element, texts, problems);
        case UNFILLED -> problems.refuse(element, description());
        case LIST, GROUP, NOTHING ->
            problems.add(
                list, "must be " + description() + ", but has " + element.found() + " in it");
      }
    }
    return texts;
  }

  private void add(Node element, List<String> texts, Problems problems) {
    if (choices.isEmpty() || choices.contains(element.text())) {
      texts.add(element.text());
    } else {
      problems.add(
          element, "can't have " + element.found() + "; there are " + String.join(", ", choices));
    }
  }
}
