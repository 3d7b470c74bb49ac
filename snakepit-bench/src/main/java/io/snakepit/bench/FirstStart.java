package io.snakepit.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Has a new JVM start something, and takes the time that this JVM measured: its own start isn't in
 * it.
 */
final class FirstStart implements Contender {

  private final String what;
  private final PythonSide python;

  /**
   * Prepares it.
   *
   * @param what the name that {@link Starts#of} knows it by
   */
  FirstStart(String what, PythonSide python) {
    this.what = what;
    this.python = python;
  }

  /**
   * Starts once and prints the nanoseconds.
   *
   * @param arguments what to start, and the interpreter
   * @throws Exception when it can't
   */
  public static void main(String[] arguments) throws Exception {
    Histogram nanos = new Histogram(3);
    try (PythonSide python = PythonSide.of(arguments[1]);
        Contender contender = Starts.of(arguments[0], python)) {
      contender.run(1, nanos);
    }
    System.out.println(nanos.getMaxValue());
  }

  @Override
  public String name() {
    return what;
  }

  @Override
  public void run(int operations, Histogram nanos) throws IOException {
    for (int i = 0; i < operations; i++) {
      Process process =
          new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      nanos.recordValue(Long.parseLong(printed));
    }
  }

  private List<String> command() {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-cp",
        System.getProperty("java.class.path"),
        FirstStart.class.getName(),
        what,
        python.interpreter());
  }

  @Override
  public void close() {
    // nothing is kept
  }
}
