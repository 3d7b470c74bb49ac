package io.snakepit.api;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * The Java functions that worker code may call. Changes are seen by the next host call; workers
 * needn't be restarted. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface HostTools {

  /**
   * Adds a host tool.
   *
   * @param name a non-empty name not beginning with {@code $}; a Python identifier is the most
   *     convenient there
   * @param tool the function
   * @return this
   * @throws ConfigurationException when the name is taken or not allowed
   */
  HostTools register(String name, HostTool tool);

  /**
   * Removes a host tool.
   *
   * @param name its name
   * @return whether it was there
   */
  boolean unregister(String name);

  /**
   * The registered names.
   *
   * @return a snapshot
   */
  Set<String> names();
}
