package io.snakepit.core.codec;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The place of a value inside another, as {@code rows[3].when}. */
public final class ValuePath {

  private static final int SHOWN = 100;

  private ValuePath() {}

  /** The step to the element of a list or set. */
  static Reference element(int index) {
    return new Reference(null, index);
  }

  /** The step to the value of a key. */
  static Reference member(@Nullable Object key) {
    String text = String.valueOf(key);
    if (key instanceof String || key instanceof Enum<?>) {
      return new Reference(null, text);
    }
    // a field name that no string key is shown as: it brings its brackets
    return new Reference(null, "[" + shortened(text) + "]");
  }

  /** Writes the steps from a root, which may be empty. */
  public static String write(String root, List<Reference> steps) {
    StringBuilder path = new StringBuilder(root);
    for (Reference step : steps) {
      String name = step.getFieldName();
      if (name == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else if (isIdentifier(name)) {
        path.append(path.isEmpty() ? "" : ".").append(shortened(name));
      } else if (name.startsWith("[")) {
        path.append(name);
      } else {
        path.append("['").append(shortened(name)).append("']");
      }
    }
    return path.toString();
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && Character.isJavaIdentifierStart(name.charAt(0))
        && name.chars().allMatch(Character::isJavaIdentifierPart);
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
