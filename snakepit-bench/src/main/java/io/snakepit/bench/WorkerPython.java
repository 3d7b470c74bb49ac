package io.snakepit.bench;

import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import java.nio.file.Path;
import java.util.Map;

/** Finds the interpreter that runs the workers of a pool: by asking one of them. */
final class WorkerPython {

  private WorkerPython() {}

  /**
   * Gives that of an environment that was made for gRPC, or one that has grpcio already.
   *
   * @throws SnakepitException when there is none, with the reason
   */
  static String forGrpc(Wiring grpc, PythonSide python, Path tools) {
    return ask(grpc.start(python.interpreter(), tools, 0));
  }

  /**
   * Gives that of an environment that was made with these packages, or one that has them already.
   *
   * @throws SnakepitException when there is none, with the reason
   */
  static String with(String packages, PythonSide python, Path tools) {
    return ask(
        Snakepit.builder()
            .pool(
                "bench",
                pool ->
                    pool.adapter("stdio")
                        .runtimeOption("python", python.interpreter())
                        .runtimeOption("packages", packages)
                        .tools(tools))
            .start());
  }

  private static String ask(Snakepit started) {
    try (Snakepit pit = started) {
      return pit.execute("interpreter", Map.of()).as(String.class);
    }
  }
}
