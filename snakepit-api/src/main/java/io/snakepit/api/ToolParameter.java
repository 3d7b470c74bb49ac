package io.snakepit.api;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A named parameter of a tool.
 *
 * @param name its name
 * @param type its type in the author's notation; empty when not declared
 * @param kinds what kinds of value it takes; empty means any
 * @param required whether a call must give it
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record ToolParameter(String name, String type, List<ValueKind> kinds, boolean required) {

  /** Copies the list. */
  public ToolParameter {
    kinds = List.copyOf(kinds);
  }

  @Override
  public String toString() {
    return name + (type.isEmpty() ? "" : ": " + type) + (required ? "" : " = …");
  }
}
