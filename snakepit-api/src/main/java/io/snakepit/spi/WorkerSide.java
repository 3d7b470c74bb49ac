package io.snakepit.spi;

import java.util.List;
import org.apiguardian.api.API;

/**
 * An adapter's half on the worker's side, shipped in its jar. The runtime puts the folder's
 * contents on the worker's module path.
 *
 * @param anchor a class of the adapter: its class loader finds the folder
 * @param folder a resource folder, as {@code META-INF/snakepit/stdio/python}
 * @param entryPoint what to run, in the language's terms: a Python module with a {@code
 *     main(arguments)}
 * @param requirements packages of the language that it needs, as requirement specifiers; empty for
 *     none
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record WorkerSide(
    Class<?> anchor, String folder, String entryPoint, List<String> requirements) {

  /** Copies the list. */
  public WorkerSide {
    requirements = List.copyOf(requirements);
  }
}
