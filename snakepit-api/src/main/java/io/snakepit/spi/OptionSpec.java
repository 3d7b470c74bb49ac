package io.snakepit.spi;

import java.util.List;
import org.apiguardian.api.API;

/**
 * An option that an adapter or runtime understands.
 *
 * @param name its key
 * @param description what it does and which values it takes, one line
 * @param defaultValue what it is when left out; empty for nothing
 * @param choices the values it takes, of which others are refused; empty when they can't be listed
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record OptionSpec(
    String name, String description, String defaultValue, List<String> choices) {

  /** Keeps a copy of the choices. */
  public OptionSpec {
    choices = List.copyOf(choices);
  }

  /**
   * An option whose values can't be listed.
   *
   * @param name its key
   * @param description what it does and which values it takes, one line
   * @param defaultValue what it is when left out; empty for nothing
   */
  public OptionSpec(String name, String description, String defaultValue) {
    this(name, description, defaultValue, List.of());
  }
}
