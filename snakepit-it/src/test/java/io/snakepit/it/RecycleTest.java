package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snakepit.api.Snakepit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker that has grown is replaced, and another serves before it goes (S11). */
@Timeout(120)
class RecycleTest {

  private static final int MEBIBYTE = 1 << 20;

  @Test
  void aWorkerThatHasGrownIsReplaced(@TempDir Path folder) throws IOException {
    Path tools = folder.resolve("growing_tools.py");
    Files.writeString(
        tools,
        """
        import os
        from snakepit import tool

        kept = []

        @tool
        def grow(mebibytes: int) -> int:
            kept.append(bytearray(b"x") * (mebibytes << 20))
            return os.getpid()

        @tool
        def pid() -> int:
            return os.getpid()
        """);
    try (Snakepit pit =
        Snakepit.builder()
            .pool(
                "default",
                pool ->
                    pool.tools(tools)
                        .workers(1)
                        .recycle(recycle -> recycle.withAboveBytes(200L * MEBIBYTE)))
            .start()) {
      long before = pit.execute("grow", Map.of("mebibytes", 300)).as(Long.class);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> pit.execute("pid", Map.of()).as(Long.class) != before);
      await().untilAsserted(() -> assertThat(before).matches(pid -> !RealPython.isAlive(pid)));
      assertThat(pit.defaultPool().stats().failed()).isZero();
      assertThat(pit.defaultPool().stats().lost()).isZero();
    }
  }
}
