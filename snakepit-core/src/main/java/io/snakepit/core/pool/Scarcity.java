package io.snakepit.core.pool;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to do when the system has too little of something. */
final class Scarcity {

  /** Parts of what the system and the JVM say. */
  private static final Map<String, String> REMEDIES =
      Map.of(
          "Too many open files",
          "give this process more open files (ulimit -n): each worker takes about six",
          "Failed to exec spawn helper",
          "give this process more open files (ulimit -n) or memory: a new process had too few",
          "native thread",
          "allow this user or container more threads (ulimit -u, pids.max)",
          "Resource temporarily unavailable",
          "allow this user or container more processes (ulimit -u, pids.max)",
          "Cannot allocate memory",
          "give this machine or container more memory, or the pool fewer workers");

  private Scarcity() {}

  /** The remedy, in brackets after a space; empty when it is something else. */
  static String remedy(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      String remedy = of(one.getMessage());
      if (remedy != null) {
        return " (" + remedy + ")";
      }
    }
    return "";
  }

  private static @Nullable String of(@Nullable String message) {
    return message == null
        ? null
        : REMEDIES.entrySet().stream()
            .filter(entry -> message.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }
}
