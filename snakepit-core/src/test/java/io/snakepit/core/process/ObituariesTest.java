package io.snakepit.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Obituary;
import io.snakepit.spi.ProcessExit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ObituariesTest {

  private static final ProcessExit STATUS_3 = new ProcessExit(OptionalInt.of(3), null);
  private static final ProcessExit SIGKILL = new ProcessExit(OptionalInt.empty(), "SIGKILL");

  private final DyingProcess process = new DyingProcess();

  private Obituary write(LaunchedProcess of, String seen) throws Exception {
    return Obituaries.write(
            "w-1", of, 1, seen, List.of("add"), Duration.ofSeconds(2), 7, OptionalLong.of(9 << 20))
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  @Test
  void aWorkerThatExitedSaysHowAndWhatItsAdapterSaw() throws Exception {
    process.exit.complete(STATUS_3);
    process.drained.complete(null);

    assertThat(write(process, "the worker closed its connection"))
        .isEqualTo(
            new Obituary(
                "w-1",
                "exited with status 3, it seems (the worker closed its connection)",
                OptionalInt.of(3),
                null,
                List.of("last words"),
                List.of("add"),
                Duration.ofSeconds(2),
                7,
                OptionalLong.of(9 << 20)));
  }

  @Test
  void whatTheAdapterSawIsNotSaidTwice() throws Exception {
    process.exit.complete(STATUS_3);
    process.drained.complete(null);

    assertThat(write(process, "the worker exited with status 3").reason())
        .isEqualTo("exited with status 3, it seems");
    assertThat(write(process, "").reason()).isEqualTo("exited with status 3, it seems");
  }

  @Test
  void aWorkerThatSnakepitKilledSaysWhatFor() throws Exception {
    process.killed = true;
    process.exit.complete(SIGKILL);
    process.drained.complete(null);

    Obituary obituary = write(process, "was killed by its pool: it ran too long");
    assertThat(obituary.reason()).isEqualTo("was killed by its pool: it ran too long");
    assertThat(obituary.signal()).isEqualTo("SIGKILL");
    assertThat(write(process, "the worker sent garbage").reason()).isEqualTo("sent garbage");
    assertThat(write(process, "").reason()).isEqualTo("was killed by Snakepit");
  }

  @Test
  void itWaitsForTheExitAndTheLastWords() {
    CompletableFuture<Obituary> obituary =
        Obituaries.write("w-1", process, 0, "", List.of(), Duration.ZERO, 0, OptionalLong.empty())
            .toCompletableFuture();
    process.exit.complete(STATUS_3);
    assertThat(obituary).isNotDone();

    process.drained.complete(null);

    assertThat(obituary).isCompleted();
  }

  @Test
  void aProcessThatDoesNotEndIsNotWaitedForLong() throws Exception {
    Obituary obituary = write(process, "the worker closed its connection");

    assertThat(obituary.reason()).isEqualTo("closed its connection");
    assertThat(obituary.exitCode()).isEmpty();
    assertThat(obituary.stderr()).containsExactly("last words");
    assertThat(process.exit).as("the process's own future").isNotDone();
  }

  @Test
  void aStderrThatDoesNotEndStillLeavesTheStatus() throws Exception {
    process.exit.complete(STATUS_3);

    assertThat(write(process, "").exitCode()).hasValue(3);
  }

  @Test
  void aWorkerElsewhereHasWhatItsAdapterSaw() throws Exception {
    Obituary obituary = write(null, "the worker stopped answering");

    assertThat(obituary.text()).startsWith("worker w-1 stopped answering while running add (age");
    assertThat(obituary.stderr()).isEmpty();
  }
}
