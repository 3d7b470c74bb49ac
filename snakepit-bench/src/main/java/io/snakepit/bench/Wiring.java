package io.snakepit.bench;

import io.snakepit.api.Snakepit;
import java.nio.file.Path;

/**
 * How a pool of real Python workers is set up.
 *
 * @param adapter the adapter's name
 * @param carrier what carries the adapter's frames; empty where there is no choice
 * @param codec the only codec that is offered
 * @param workers how many there are
 */
record Wiring(String adapter, String carrier, String codec, int workers) {

  /** Starts it. */
  Snakepit start(String python, Path tools, int prefetch) {
    return Snakepit.builder()
        .pool(
            "bench",
            pool -> {
              pool.adapter(adapter).runtime("python").runtimeOption("python", python);
              pool.tools(tools).workers(workers).codecs(codec).prefetch(prefetch);
              if (!carrier.isEmpty()) {
                pool.adapterOption("carrier", carrier);
              }
              if (codec.equals("msgpack")) {
                pool.runtimeOption("packages", "msgpack>=1.0");
              } else if (adapter.equals("grpc")) {
                pool.runtimeOption("packages", "grpcio>=1.60");
              }
            })
        .start();
  }

  @Override
  public String toString() {
    String how = carrier.isEmpty() ? adapter : adapter + " " + carrier;
    return how + ", " + codec + (workers == 1 ? "" : ", " + workers + " workers");
  }
}
