package io.snakepit.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.WorkerMXData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerTableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    WorkerMXData busy =
        MXData.of(
            WorkerMXData.class,
            Map.of(
                "Id",
                "images-12",
                "State",
                "RUNNING",
                "Pid",
                4721L,
                "Adapter",
                "stdio",
                "Runtime",
                "python",
                "Generation",
                2,
                "AgeMillis",
                130_000L,
                "ResidentBytes",
                36L << 20,
                "Calls",
                301L,
                "Running",
                List.of("predict", "train")));
    WorkerMXData remote =
        MXData.of(
            WorkerMXData.class,
            Map.of(
                "Id",
                "images-3",
                "State",
                "IDLE",
                "Adapter",
                "pigeon",
                "Runtime",
                "loft",
                "Generation",
                1,
                "AgeMillis",
                0L,
                "Calls",
                0L,
                "Running",
                List.of()));

    assertThat(WorkerTable.of(List.of(busy, remote)))
        .isEqualTo(
            """
            worker     state    pid   adapter  runtime  generation  age    memory  calls  running
            images-12  RUNNING  4721  stdio    python   2           2m10s  36 MiB  301    predict, train
            images-3   IDLE     -     pigeon   loft     1           0s     -       0
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.9S, 0s",
    "PT59.9S, 59s",
    "PT1M, 1m0s",
    "PT59M59S, 59m59s",
    "PT1H, 1h0m",
    "PT23H59M59S," + " 23h59m",
    "P1D, 1d0h",
    "P400DT5H, 400d5h"
  })
  void anAgeHasItsTwoLargestUnits(Duration age, String text) {
    assertThat(WorkerTable.age(age)).isEqualTo(text);
  }
}
