package io.snakepit.cli.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code SIGQUIT} would do to a process. By it a JVM is asked to let somebody in, and Java 17
 * sends it to whatever has the process id.
 */
final class QuitSignal {

  private static final long BIT = 1L << (3 - 1);
  private static final List<String> MASKS = List.of("SigBlk:", "SigIgn:", "SigCgt:");

  private QuitSignal() {}

  /** Whether it would end the process; false where the system doesn't tell. */
  static boolean isFatalTo(long pid) {
    try {
      List<String> status =
          Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1);
      List<String> masks =
          status.stream().filter(line -> MASKS.stream().anyMatch(line::startsWith)).toList();
      return !masks.isEmpty() && masks.stream().noneMatch(QuitSignal::has);
    } catch (IOException unknown) {
      return false;
    }
  }

  private static boolean has(String mask) {
    return (Long.parseUnsignedLong(mask.substring(mask.indexOf(':') + 1).strip(), 16) & BIT) != 0;
  }
}
