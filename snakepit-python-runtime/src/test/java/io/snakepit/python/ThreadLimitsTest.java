package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadLimitsTest {

  @Test
  void everyLibraryIsLimited() {
    assertThat(ThreadLimits.variables(2, Machines.with(Map.of())))
        .containsOnlyKeys(
            "OMP_NUM_THREADS",
            "OPENBLAS_NUM_THREADS",
            "MKL_NUM_THREADS",
            "NUMEXPR_NUM_THREADS",
            "VECLIB_MAXIMUM_THREADS",
            "BLIS_NUM_THREADS")
        .allSatisfy((variable, value) -> assertThat(value).isEqualTo("2"));
  }

  @Test
  void theUsersOwnVariablesWin() {
    Machine machine = Machines.with(Map.of("OMP_NUM_THREADS", "8"));

    assertThat(ThreadLimits.variables(1, machine))
        .doesNotContainKey("OMP_NUM_THREADS")
        .containsEntry("MKL_NUM_THREADS", "1");
  }

  @Test
  void zeroLeavesTheLibrariesAlone() {
    assertThat(ThreadLimits.variables(0, Machines.with(Map.of()))).isEmpty();
  }
}
