package io.snakepit.core.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Measures the resident memory of one process, without what it started. */
final class ResidentMemory {

  private static final String FIELD = "VmRSS:";

  private ResidentMemory() {}

  /** In bytes; empty when the process is gone or the platform doesn't tell. */
  static OptionalLong of(long pid) {
    if (Platform.IS_WINDOWS) {
      return OptionalLong.empty();
    }
    try {
      return Platform.IS_LINUX ? fromKernel(pid) : fromPs(pid);
    } catch (IOException | NumberFormatException gone) {
      return OptionalLong.empty();
    }
  }

  /** This file, unlike {@code statm}, needs no page size. */
  private static OptionalLong fromKernel(long pid) throws IOException {
    // read at once: a process that ends meanwhile is an IOException, not an unchecked one
    return Files.readString(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith(FIELD))
        .mapToLong(line -> kibibytes(line.substring(FIELD.length(), line.length() - 2)))
        .findFirst();
  }

  private static OptionalLong fromPs(long pid) throws IOException {
    Process ps = ProcessStart.of(new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)));
    String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return answer.isBlank() ? OptionalLong.empty() : OptionalLong.of(kibibytes(answer));
  }

  private static long kibibytes(String number) {
    return Long.parseLong(number.strip()) << 10;
  }
}
