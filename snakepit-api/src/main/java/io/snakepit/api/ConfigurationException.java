package io.snakepit.api;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A configuration that can't be right, or a bound interface that doesn't fit its tools. All
 * problems are listed at once.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ConfigurationException extends SnakepitException {

  private static final long serialVersionUID = 1L;

  /** Each problem, one line. */
  private final String[] problems;

  /**
   * Creates the exception.
   *
   * @param problems each problem, one line, not empty
   */
  public ConfigurationException(List<String> problems) {
    super(ErrorCode.INVALID_CONFIGURATION, String.join("\n", problems), null);
    this.problems = problems.toArray(String[]::new);
  }

  /**
   * Creates the exception for one problem.
   *
   * @param problem one line
   */
  public ConfigurationException(String problem) {
    this(List.of(problem));
  }

  /**
   * The problems.
   *
   * @return each in one line
   */
  public List<String> problems() {
    return List.of(problems);
  }
}
