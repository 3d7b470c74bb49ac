package io.snakepit.it;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import io.snakepit.grpc.GrpcAdapter;
import io.snakepit.python.PythonRuntime;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Real Python workers over gRPC. */
final class RealGrpc {

  static final String MISSING = "grpcio";

  /** An environment is asked for; gRPC itself comes in with the adapter. */
  static final Map<String, String> RUNTIME_OPTIONS = Map.of("packages", "numpy>=1.24");

  private RealGrpc() {}

  /** It as a subject of the contract kit. */
  static RealSubject subject(String carrier, Path tools) {
    return orMissing(
        () ->
            new RealSubject(new GrpcAdapter(), new PythonRuntime(), RUNTIME_OPTIONS, tools)
                .over(carrier));
  }

  /** Starts one pool with the integration tests' tools. */
  static Snakepit start(Consumer<PoolConfig.Builder> more) {
    return orMissing(
        () ->
            Snakepit.builder()
                .pool(
                    "default",
                    pool -> {
                      pool.adapter("grpc").tools(RealPython.file("it_tools.py"));
                      RUNTIME_OPTIONS.forEach(pool::runtimeOption);
                      more.accept(pool);
                    })
                .start());
  }

  /** Has the workers listen at this TCP port. */
  static void listenAt(int port, PoolConfig.Builder pool) {
    pool.adapterOption("carrier", "tcp").adapterOption("port-range", port + "-" + port);
  }

  /** A port that nobody listens at, and that no one gets by chance before a worker has it. */
  static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000); // none the kernel gives away
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // the next one
      }
    }
  }

  /**
   * Makes what needs a Python with grpcio. Where there can be none, skips the test, or fails it
   * where that is required.
   */
  static <T> T orMissing(Supplier<T> needsGrpc) {
    try {
      return needsGrpc.get();
    } catch (SnakepitException failure) {
      if (failure.code() == ErrorCode.ENVIRONMENT_FAILED) {
        Required.missing(MISSING, failure.getMessage());
      }
      throw failure;
    }
  }
}
