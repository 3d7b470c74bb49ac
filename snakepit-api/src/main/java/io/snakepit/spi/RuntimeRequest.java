package io.snakepit.spi;

import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a runtime is to start workers for.
 *
 * @param wire the wire they must speak, as {@link Adapter#wire()} says it
 * @param workerSide the adapter's half on the worker's side; empty when the worker must bring its
 *     own
 * @param options the runtime's options: only keys that it declared
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record RuntimeRequest(
    String wire, Optional<WorkerSide> workerSide, Map<String, String> options) {

  /** Copies the map. */
  public RuntimeRequest {
    options = Map.copyOf(options);
  }
}
