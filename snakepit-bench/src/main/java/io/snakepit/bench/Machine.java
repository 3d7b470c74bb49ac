package io.snakepit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure depends on, besides the code that is measured. */
final class Machine {

  private Machine() {}

  /** Describes machine, JVM and Python, in an order for people. */
  static Map<String, Object> describe(PythonSide python) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("arch", System.getProperty("os.arch"));
    facts.put("processor", processor());
    facts.put("usableProcessors", Runtime.getRuntime().availableProcessors());
    facts.put("memoryMiB", Runtime.getRuntime().maxMemory() >> 20);
    facts.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("python", python.version());
    return facts;
  }

  /** The model as Linux gives it; elsewhere the architecture has to do. */
  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    try (var lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
