package io.snakepit.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/**
 * A server of the benchmarks' own, in Python. It says a line when it listens.
 *
 * @param process its process
 * @param firstLine what it said
 */
record PythonServer(Process process, String firstLine) implements AutoCloseable {

  /**
   * Starts it and waits until it listens.
   *
   * @param arguments the script and what it takes
   */
  static PythonServer start(String python, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(python));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String first =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    if (first == null) {
      throw new IOException(command + " ended before it listened");
    }
    return new PythonServer(process, first);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
