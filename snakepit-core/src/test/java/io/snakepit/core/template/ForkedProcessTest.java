package io.snakepit.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** With a process that this JVM has started itself. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ForkedProcessTest {

  @Test
  void oneThatDoesntHeedSigtermIsDestroyedForcibly() throws Exception {
    Process real =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo on; while :; do sleep 1; done").start();
    try {
      ForkedProcess process = ForkedProcess.open(real.pid(), new CompletableFuture<>());
      assertThat(process.getInputStream().read()).isEqualTo('o');

      process.destroyForcibly();

      assertThat(real.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      real.destroyForcibly();
    }
  }
}
