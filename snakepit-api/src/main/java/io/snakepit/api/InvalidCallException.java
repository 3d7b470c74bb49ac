package io.snakepit.api;

import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The call doesn't fit the tool: no such tool, an argument that its signature refuses, or a stream
 * where none was asked for.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class InvalidCallException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /** The offending parameter, or null. */
  private final @Nullable String parameter;

  /** The nearest names. */
  private final String[] suggestions;

  /**
   * Creates the exception.
   *
   * @param code {@code INVALID_ARGUMENT}, {@code UNKNOWN_TOOL}, {@code STREAM_REQUIRED}, {@code
   *     MALFORMED_PAYLOAD} or {@code CALL_TOO_LARGE}
   * @param message for people
   * @param parameter the offending parameter, or null
   * @param suggestions the nearest names there are
   */
  public InvalidCallException(
      ErrorCode code, String message, @Nullable String parameter, List<String> suggestions) {
    super(code, message, null);
    this.parameter = parameter;
    this.suggestions = suggestions.toArray(String[]::new);
  }

  /**
   * The offending parameter.
   *
   * @return its name, or null when the error isn't about one
   */
  public @Nullable String parameter() {
    return parameter;
  }

  /**
   * The nearest names there are.
   *
   * @return best first; empty when none is near
   */
  public List<String> suggestions() {
    return List.of(suggestions);
  }
}
