package io.snakepit.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
        new ProcessBuilder(
                "sh", "-c", "trap 'echo term' TERM; echo on; while :; do sleep 0.1; done")
            .start();
    try {
      ForkedProcess process = ForkedProcess.open(real.pid(), new CompletableFuture<>());
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      assertThat(output.readLine()).isEqualTo("on");
      assertThat(process.supportsNormalTermination()).isTrue();

      process.destroy();
      assertThat(output.readLine()).isEqualTo("term");
      process.destroyForcibly();

      assertThat(real.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      real.destroyForcibly();
    }
  }

  @Test
  void whetherItLivesIsForItsTemplateToTell() throws Exception {
    Process real = new ProcessBuilder("sh", "-c", "exec sleep 1000").start();
    try {
      CompletableFuture<Integer> exit = new CompletableFuture<>();
      ForkedProcess process = ForkedProcess.open(real.pid(), exit);
      assertThat(process.isAlive()).isTrue();

      exit.complete(3);

      assertThat(process.isAlive()).isFalse();
      assertThat(process.exitValue()).isEqualTo(3);
    } finally {
      real.destroyForcibly();
    }
  }

  @Test
  void nothingStaysOpenOfOneThatCantBeReachedInFull() throws Exception {
    String closedToAll = "/proc/sys/kernel/ostype"; // to who would write there, root too
    Process real =
        new ProcessBuilder("sh", "-c", "exec 2<" + closedToAll + "; echo on; exec sleep 1000")
            .start();
    try {
      assertThat(real.getInputStream().read()).isEqualTo('o');
      List<Path> pipes =
          Stream.of(0, 1)
              .map(number -> targetOf(Path.of("/proc/" + real.pid() + "/fd/" + number)))
              .toList();

      assertThatThrownBy(() -> ForkedProcess.open(real.pid(), new CompletableFuture<>()))
          .isInstanceOf(UnfitTemplateException.class)
          .hasMessageContaining("/fd/2");

      try (Stream<Path> own = Files.list(Path.of("/proc/self/fd"))) {
        assertThat(own.map(ForkedProcessTest::targetOf).filter(pipes::contains))
            .as("but the ends that it was started with")
            .hasSize(2);
      }
    } finally {
      real.destroyForcibly();
    }
  }

  private static Path targetOf(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException closed) {
      return descriptor;
    }
  }
}
