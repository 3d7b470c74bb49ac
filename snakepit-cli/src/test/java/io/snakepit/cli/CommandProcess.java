package io.snakepit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The command in a JVM of its own, as a shell would start it. */
final class CommandProcess {

  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path stderr;

  private CommandProcess(Process process, Path stderr) {
    this.process = process;
    this.stderr = stderr;
  }

  /** How it ended. */
  record End(int status, String stdout, String stderr) {}

  /** The tools of {@code command_tools.py}. */
  static String tools() {
    return resource("command_tools.py");
  }

  /** The path of a file beside this class. */
  static String resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(CommandProcess.class.getResource(name)).toURI())
          .toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static CommandProcess start(Path folder, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // as the launcher does
    if (Runtime.version().feature() >= 24) { // Guice 7 uses what they warn of
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(words));
    Path stderr = Files.createTempFile(folder, "stderr", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(stderr.toFile())
            .start();
    return new CommandProcess(process, stderr);
  }

  static End run(Path folder, String... words) throws IOException, InterruptedException {
    return start(folder, words).end();
  }

  Process process() {
    return process;
  }

  /** Waits for it and reads what is left of its output. */
  End end() throws IOException, InterruptedException {
    String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(exitStatus(), stdout, stderr());
  }

  /** What it has written to stderr so far. */
  String stderr() throws IOException {
    return Files.readString(stderr);
  }

  int exitStatus() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
