package io.snakepit.bench;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Finds interpreters that have the package of a peer. */
final class PeerPython {

  private final UnaryOperator<String> interpreters;
  private final Consumer<String> out;

  /**
   * Creates one.
   *
   * @param interpreters gives an interpreter that has some packages, or throws
   * @param out takes what is to be told
   */
  PeerPython(UnaryOperator<String> interpreters, Consumer<String> out) {
    this.interpreters = interpreters;
    this.out = out;
  }

  /** Finds one; where there is none, says in a line what is missing and how to have it. */
  Optional<String> find(String peer, String packages) {
    try {
      return Optional.of(interpreters.apply(packages));
    } catch (SnakepitException failure) {
      if (failure.code() != ErrorCode.ENVIRONMENT_FAILED
          && failure.code() != ErrorCode.RUNTIME_UNAVAILABLE) {
        throw failure;
      }
      String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
      out.accept(
          "left out: %s: %s; a Python with %s can be named by SNAKEPIT_PYTHON"
              .formatted(peer, reason.replaceFirst(":$", ""), packages));
      return Optional.empty();
    }
  }
}
