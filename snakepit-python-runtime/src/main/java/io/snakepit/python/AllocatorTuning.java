package io.snakepit.python;

import java.util.Map;

/**
 * How glibc gets memory for large values. By itself it gives the memory of each large value back to
 * the system, and takes it anew for the next one, page by page: for a payload of a MiB that takes
 * ten times as long as all the rest of its way.
 */
final class AllocatorTuning {

  private static final String VARIABLE = "GLIBC_TUNABLES";

  /**
   * Large pages where the system offers them. The thresholds are those that glibc itself arrives at
   * when a value of 32 MiB is first given back. Another C library, or an older one, ignores all.
   */
  private static final String TUNABLES =
      "glibc.malloc.hugetlb=1"
          + ":glibc.malloc.mmap_threshold=33554432"
          + ":glibc.malloc.trim_threshold=67108864";

  private AllocatorTuning() {}

  /**
   * The variables to set.
   *
   * @param machine whose own variable wins
   */
  static Map<String, String> variables(Machine machine) {
    return machine.variable(VARIABLE).isEmpty() ? Map.of(VARIABLE, TUNABLES) : Map.of();
  }
}
