package io.snakepit.core.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Counts how often the kernel has killed for want of memory: in this JVM's control group where
 * there is one with a count (its workers are in it as well), else on the whole machine.
 */
final class OutOfMemoryKills {

  private static final Path MACHINE = Path.of("/proc/vmstat");
  private static final String FIELD = "oom_kill ";
  private static final Path SOURCE = source();

  private OutOfMemoryKills() {}

  /** The count so far; empty where the kernel doesn't tell. */
  static OptionalLong count() {
    try (Stream<String> lines = Files.lines(SOURCE, StandardCharsets.US_ASCII)) {
      return lines
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> Long.parseLong(line.substring(FIELD.length())))
          .findFirst();
    } catch (IOException | UncheckedIOException unreadable) {
      return OptionalLong.empty();
    }
  }

  private static Path source() {
    Path membership = Path.of("/proc/self/cgroup");
    if (Files.isReadable(membership)) {
      try (Stream<String> lines = Files.lines(membership)) {
        Optional<Path> events =
            lines
                .filter(line -> line.startsWith("0::"))
                .map(line -> Path.of("/sys/fs/cgroup" + line.substring(3), "memory.events"))
                .filter(Files::isReadable)
                .findFirst();
        return events.orElse(MACHINE);
      } catch (IOException | UncheckedIOException unreadable) {
        return MACHINE;
      }
    }
    return MACHINE;
  }
}
