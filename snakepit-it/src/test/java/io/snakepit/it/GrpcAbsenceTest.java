package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Snakepit;
import io.snakepit.api.UnavailableException;
import io.snakepit.api.WorkerStatus;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools whose interpreter has no grpcio. */
class GrpcAbsenceTest {

  @TempDir static Path folder;
  private static String python;

  @BeforeAll
  static void makeBareInterpreter() throws Exception {
    Path environment = folder.resolve("bare");
    Process making =
        new ProcessBuilder("python3", "-m", "venv", "--without-pip", environment.toString())
            .inheritIO()
            .start();
    assertThat(making.waitFor()).isZero();
    python = environment.resolve("bin").resolve("python").toString();
  }

  @Test
  void aPoolThatAsksForGrpcFailsWithReasonAndRemedy() {
    assertThatThrownBy(() -> start(pool -> pool.adapter("grpc")))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            failure -> {
              assertThat(failure)
                  .hasMessageContaining("for adapter 'grpc': ")
                  .hasMessageContaining("lacks packages")
                  .hasMessageContaining("grpcio");
              assertThat(failure.remedy()).contains("packages");
            });
  }

  @Test
  void aPoolThatLeavesTheChoiceOpenIsServedByStdio() {
    try (Snakepit pit = start(pool -> {})) {
      assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
      assertThat(pit.pool("default").workers())
          .extracting(WorkerStatus::adapter)
          .containsOnly("stdio");
    }
  }

  private static Snakepit start(Consumer<PoolConfig.Builder> more) {
    return Snakepit.builder()
        .pool(
            "default",
            pool -> {
              pool.workers(1).tools(RealPython.file("it_tools.py"));
              pool.runtimeOption("python", python);
              more.accept(pool);
            })
        .start();
  }
}
