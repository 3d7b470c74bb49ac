package io.snakepit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitConfig;
import io.snakepit.cli.fake.FakePool;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // has no shell
class PoolTrialsTest {

  @TempDir Path folder;

  /** A pool whose program is missing, and one whose program leaves a file and is no worker. */
  private SnakepitConfig pools() {
    return Snakepit.builder()
        .pool("a", pool -> pool.runtime("command").runtimeOption("command", "/absent/program"))
        .pool(
            "b",
            pool ->
                pool.runtime("command")
                    .runtimeOption("command", "sh -c 'touch " + folder.resolve("seen") + "'"))
        .build();
  }

  @Test
  void aPoolWhoseWorkerHasEndedAtOnceIsBroken() {
    Finding finding = PoolTrials.served(FakePool.withoutWorkers(call -> 1, Runnable::run), "a");

    assertThat(finding.state()).isEqualTo(Finding.State.BROKEN);
    assertThat(finding.detail()).isEqualTo("its worker was ready, and has ended since");
  }

  @Test
  void triesEachPool() {
    Findings findings = new Findings(finding -> {});
    PoolTrials.run(pools(), findings);

    assertThat(findings.all()).extracting(Finding::subject).containsExactly("a", "b");
    assertThat(folder.resolve("seen")).exists();
  }

  @Test
  void tellsWhatItFoundBeforeItGoesOn() {
    Findings findings =
        new Findings(
            finding -> {
              throw new IllegalStateException(finding.subject());
            });

    assertThatThrownBy(() -> PoolTrials.run(pools(), findings)).hasMessage("a");
    assertThat(folder.resolve("seen")).doesNotExist();
  }
}
