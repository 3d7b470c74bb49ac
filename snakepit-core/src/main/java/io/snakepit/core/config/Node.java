package io.snakepit.core.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value of a file, with its key and line. */
final class Node {

  /** What a value is made of. */
  enum Shape {
    /** Text, a number or a boolean: what stands in the file. */
    TEXT,
    LIST,
    GROUP,
    /** {@code null}: as if the key weren't there. */
    NOTHING,
    /** A substitution in it has no value. */
    UNFILLED
  }

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{[^?}][^}]*}");

  private final Document document;
  private final List<String> path;
  private final ConfigValue value;
  private final Shape shape;

  Node(Document document, List<String> path, ConfigValue value) {
    this.document = document;
    this.path = path;
    this.value = value;
    this.shape = shape(value);
  }

  private static Shape shape(ConfigValue value) {
    try {
      if (value instanceof ConfigObject group && group.isEmpty()) {
        return Shape.GROUP; // a group that can't be had says so only when it is asked for more
      }
      return switch (value.valueType()) {
        case OBJECT -> Shape.GROUP;
        case LIST -> Shape.LIST;
        case NUMBER, BOOLEAN, STRING -> Shape.TEXT;
        case NULL -> Shape.NOTHING;
      };
    } catch (ConfigException.NotResolved substitution) {
      return Shape.UNFILLED;
    }
  }

  Shape shape() {
    return shape;
  }

  /** The last part of the key. */
  String name() {
    return path.get(path.size() - 1);
  }

  /** The key from the root of the file, quoted where it has to be. */
  String key() {
    return path.isEmpty() ? "the file" : ConfigUtil.joinPath(path);
  }

  /** From 1; 0 when it isn't known. */
  int line() {
    int line = value.origin().lineNumber();
    return line > 0 ? line : document.lineOf(path);
  }

  /** What stands in the file, of a {@link Shape#TEXT}. */
  String text() {
    return value.atKey("text").getString("text");
  }

  /** The members of a {@link Shape#GROUP}, in the order of their lines. */
  List<Node> members() {
    List<Node> members = new ArrayList<>();
    ((ConfigObject) value)
        .forEach(
            (name, member) -> {
              List<String> inside = new ArrayList<>(path);
              inside.add(name);
              members.add(new Node(document, inside, member));
            });
    members.sort(Comparator.comparingInt(Node::line).thenComparing(Node::name));
    return members;
  }

  /** The elements of a {@link Shape#LIST}, which have the list's key. */
  List<Node> elements() {
    return ((ConfigList) value).stream().map(element -> new Node(document, path, element)).toList();
  }

  /** What it is, to end the sentence "must be …, not". */
  String found() {
    return switch (shape) {
      case TEXT -> "'" + text() + "'";
      case LIST -> "a list";
      case GROUP -> "a group";
      case NOTHING -> "null";
      case UNFILLED -> substitutions();
    };
  }

  /** The substitutions in a {@link Shape#UNFILLED}, as they are written. */
  String substitutions() {
    Matcher matcher = SUBSTITUTION.matcher(value.render());
    return matcher.results().map(match -> match.group()).collect(Collectors.joining(" and "));
  }
}
