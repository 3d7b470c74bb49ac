package io.snakepit.spi;

import io.snakepit.api.Capability;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What process to start. Stateless: one instance serves all pools. All methods may be called by
 * several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface WorkerRuntime {

  /**
   * The name users choose it by.
   *
   * @return lower case, as {@code python}; unique among the runtimes present
   */
  String name();

  /**
   * What its workers can do at best.
   *
   * @return the capabilities
   */
  Set<Capability> capabilities();

  /**
   * Whether it can serve a request here and now. May start a short process; builds nothing.
   *
   * @param request for what
   * @return the answer with reason and remedy
   * @throws io.snakepit.api.ConfigurationException when an option's value can't be right, whatever
   *     is installed
   */
  Availability availability(RuntimeRequest request);

  /**
   * Makes everything ready to start workers: finds the interpreter, builds the environment, unpacks
   * the worker side. May take minutes; called once a generation, not on an I/O thread.
   *
   * @param request for what
   * @return makes launch plans
   * @throws io.snakepit.api.UnavailableException with reason and remedy when it can't be done
   * @throws io.snakepit.api.ConfigurationException when an option's value can't be right
   */
  PreparedRuntime prepare(RuntimeRequest request);

  /**
   * The language its workers are written in: which worker side of an adapter it needs.
   *
   * @return the name by default
   */
  default String language() {
    return name();
  }

  /**
   * The options it understands. Others are refused before it sees them, and so are values that
   * aren't among the {@linkplain OptionSpec#choices choices} of an option.
   *
   * @return one description for each
   */
  default List<OptionSpec> options() {
    return List.of();
  }
}
