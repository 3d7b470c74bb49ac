package io.snakepit.core.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code SIGQUIT} would do to a process, where the kernel tells (Linux). */
final class QuitSignal {

  private static final long BIT = 1L << (3 - 1);
  private static final List<String> MASKS = List.of("SigBlk:", "SigIgn:", "SigCgt:");

  private QuitSignal() {}

  /**
   * Whether it would end the process, which hasn't come so far as to handle it, or handles it no
   * more. False where it can't be known.
   *
   * <p>Most JVMs have it blocked in what they start, until that handles it; others don't, nor does
   * any with {@code -Xrs}.
   */
  static boolean isFatalTo(long pid) {
    if (!Platform.IS_LINUX) {
      return false;
    }
    try {
      List<Long> masks =
          Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)
              .stream()
              .filter(line -> MASKS.stream().anyMatch(line::startsWith))
              .map(
                  line -> Long.parseUnsignedLong(line.substring(line.indexOf(':') + 1).strip(), 16))
              .toList();
      return !masks.isEmpty() && masks.stream().allMatch(mask -> (mask & BIT) == 0);
    } catch (IOException gone) {
      return false;
    }
  }
}
