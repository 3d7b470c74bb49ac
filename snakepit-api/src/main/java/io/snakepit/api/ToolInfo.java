package io.snakepit.api;

import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A tool as its author declared it.
 *
 * @param name the name to call it by
 * @param description what it does; empty when its author didn't say
 * @param parameters the named parameters, in order
 * @param variadic whether it takes any further named arguments
 * @param returns the type it returns or yields, in the author's notation; empty when not declared
 * @param returnKinds what kinds of value that can be; empty means any
 * @param stream whether it yields a stream
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record ToolInfo(
    String name,
    String description,
    List<ToolParameter> parameters,
    boolean variadic,
    String returns,
    List<ValueKind> returnKinds,
    boolean stream) {

  /** Copies the lists. */
  public ToolInfo {
    parameters = List.copyOf(parameters);
    returnKinds = List.copyOf(returnKinds);
  }

  /**
   * The signature for people, as {@code add(a: int, b: int = …) -> int}.
   *
   * @return one line
   */
  public String signature() {
    String inside =
        parameters.stream().map(ToolParameter::toString).collect(Collectors.joining(", "));
    if (variadic) {
      inside = inside.isEmpty() ? "**" : inside + ", **";
    }
    String result = returns.isEmpty() ? "" : " -> " + returns;
    return name + "(" + inside + ")" + (stream ? " yields" + result : result);
  }
}
