package io.snakepit.api;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * On behalf of which running call something is done: a value, handed to host tools and carried by
 * the calls they make. A nested call inherits its ancestors' deadline and never waits behind them.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Lineage {

  /**
   * The call that this one was made within.
   *
   * @return empty for a call that the application made itself
   */
  Optional<Lineage> parent();

  /**
   * The tool that is running.
   *
   * @return its name
   */
  String tool();

  /**
   * The pool it runs in.
   *
   * @return the pool's name
   */
  String pool();

  /**
   * The worker it runs on.
   *
   * @return the worker's id
   */
  String worker();
}
