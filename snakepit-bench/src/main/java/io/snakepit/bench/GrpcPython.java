package io.snakepit.bench;

import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import java.nio.file.Path;
import java.util.Map;

/** Finds the interpreter with grpcio that a pool would take: by asking a worker. */
final class GrpcPython {

  private GrpcPython() {}

  /**
   * Gives that of an environment that was made for it, or one that has grpcio already.
   *
   * @throws SnakepitException when there is none, with the reason
   */
  static String find(Wiring grpc, PythonSide python, Path tools) {
    try (Snakepit pit = grpc.start(python.interpreter(), tools, 0)) {
      return pit.execute("interpreter", Map.of()).as(String.class);
    }
  }
}
