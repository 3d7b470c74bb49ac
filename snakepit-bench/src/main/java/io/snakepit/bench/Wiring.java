package io.snakepit.bench;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import java.nio.file.Path;

/**
 * How a pool of real Python workers is set up.
 *
 * @param adapter the adapter's name
 * @param carrier what carries the adapter's frames; empty where there is no choice
 * @param codec the only codec that is offered
 * @param workers how many there are
 * @param nativeCode whether their own code is compiled to machine code
 * @param memory whether large attachments may go through memory that they share
 */
record Wiring(
    String adapter, String carrier, String codec, int workers, boolean nativeCode, boolean memory) {

  /** Workers as they are by default. */
  Wiring(String adapter, String carrier, String codec, int workers) {
    this(adapter, carrier, codec, workers, false, true);
  }

  /** The same with compiled workers. */
  Wiring inNativeCode() {
    return new Wiring(adapter, carrier, codec, workers, true, memory);
  }

  /** The same with all on the wire. */
  Wiring withoutMemory() {
    return new Wiring(adapter, carrier, codec, workers, nativeCode, false);
  }

  /** Whether such a pool can be had; where its environment can't, that is told. */
  boolean isAvailable(String python, Path tools) {
    try {
      start(python, tools, 0).close();
      return true;
    } catch (SnakepitException failure) {
      if (failure.code() != ErrorCode.ENVIRONMENT_FAILED) {
        throw failure;
      }
      System.out.println("left out: " + this + ": " + failure.getMessage());
      return false;
    }
  }

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
              if (!memory) {
                pool.adapterOption("memory", "off");
              }
              if (nativeCode) {
                pool.runtimeOption("native", "true");
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
    return how
        + ", "
        + codec
        + (nativeCode ? ", native" : "")
        + (memory ? "" : ", memory off")
        + (workers == 1 ? "" : ", " + workers + " workers");
  }
}
