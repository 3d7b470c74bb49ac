package io.snakepit.it;

import io.snakepit.api.Capability;
import io.snakepit.core.command.CommandRuntime;
import io.snakepit.stdio.StdioAdapter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/** The example worker in Node.js, for the tests. */
final class RealNode {

  /** Where it lives. */
  static final Path FOLDER = Path.of("../examples/node-worker").toAbsolutePath().normalize();

  private static final String NODE = "node";

  private RealNode() {}

  /** Skips a test where there is no Node.js, and fails it where it must not be skipped. */
  static void require() {
    if (!isThere()) {
      Required.missing(NODE, "node isn't on the PATH");
    }
  }

  /** What the runtime {@code command} starts. */
  static String command() {
    return NODE + " '" + FOLDER.resolve("worker.js") + "'";
  }

  /** One of its files of tools. */
  static Path tools(String name) {
    return FOLDER.resolve("tools").resolve(name);
  }

  /** It as a subject of the contract kit. */
  static RealSubject subject(String carrier, String codec) {
    return new RealSubject(
            new StdioAdapter(),
            new CommandRuntime(),
            Map.of("command", command()),
            tools("contract_tools.js"))
        .over(carrier)
        .speaking(codec)
        .declining(Capability.EXACT_NUMBERS, Capability.MULTIPLEXING);
  }

  private static boolean isThere() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, NODE)));
  }
}
