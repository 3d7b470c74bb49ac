package io.snakepit.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.PoolConfig;
import io.snakepit.cli.fake.FakePool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialWorkerTest {

  @Test
  void aMissingPackageIsInstalledWhereNobodyElseLooksAfterIt() {
    assertThat(TrialWorker.remedy(PoolConfig.builder().build(), "/usr/bin/python3", "numpy"))
        .isEqualTo(
            "/usr/bin/python3 -m pip install numpy, or the runtime option packages=numpy,"
                + " which makes an environment");
  }

  @Test
  void oneThatHasEndedOnceItHadServedIsBroken() {
    Finding finding = TrialWorker.call(FakePool.withoutWorkers(call -> 1, Runnable::run));

    assertThat(finding.state()).isEqualTo(Finding.State.BROKEN);
    assertThat(finding.detail()).isEqualTo("it served a call, and has ended since");
  }

  @ParameterizedTest
  @ValueSource(strings = {"packages", "requirements"})
  void inAnEnvironmentOfOurOwnItIsNamedWhereTheOthersAre(String option) {
    PoolConfig pool = PoolConfig.builder().runtimeOption(option, "x").build();
    assertThat(TrialWorker.remedy(pool, "/cache/bin/python", "numpy"))
        .isEqualTo("name it in the runtime option " + option + ", too");
  }
}
