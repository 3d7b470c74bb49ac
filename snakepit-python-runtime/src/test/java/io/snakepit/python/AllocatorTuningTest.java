package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocatorTuningTest {

  @Test
  void largeValuesKeepTheirMemoryWithinBounds() {
    assertThat(AllocatorTuning.variables(Machines.with(Map.of())))
        .hasEntrySatisfying(
            "GLIBC_TUNABLES",
            tunables ->
                assertThat(tunables.split(":"))
                    .containsExactlyInAnyOrder(
                        "glibc.malloc.hugetlb=1",
                        "glibc.malloc.mmap_threshold=" + (32 << 20),
                        "glibc.malloc.trim_threshold=" + (64 << 20)));
  }

  @Test
  void theUsersOwnTuningWins() {
    Machine machine = Machines.with(Map.of("GLIBC_TUNABLES", "glibc.malloc.check=3"));

    assertThat(AllocatorTuning.variables(machine)).isEmpty();
  }
}
