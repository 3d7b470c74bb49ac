package io.snakepit.spi;

import io.snakepit.api.Capability;
import io.snakepit.api.ToolInfo;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * What a worker said in its hello.
 *
 * @param codec the codec that it chose
 * @param language the language it runs
 * @param version of that language's implementation
 * @param pid its process id, when it is a local process
 * @param capabilities what it can do
 * @param concurrency how many calls it can run at once, at least 1
 * @param tools what it can run
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record WorkerInfo(
    String codec,
    String language,
    String version,
    OptionalLong pid,
    Set<Capability> capabilities,
    int concurrency,
    List<ToolInfo> tools) {

  /** Copies the collections. */
  public WorkerInfo {
    capabilities = Set.copyOf(capabilities);
    tools = List.copyOf(tools);
  }
}
