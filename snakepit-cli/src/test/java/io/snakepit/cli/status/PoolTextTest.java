package io.snakepit.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.PoolMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolTextTest {

  private final Map<String, Object> attributes =
      new HashMap<>(
          Map.of(
              "Name",
              "images",
              "ReadyWorkers",
              3,
              "IdleWorkers",
              1,
              "RunningCalls",
              3,
              "QueuedCalls",
              2,
              "QueuedBytes",
              512L,
              "AcceptedCalls",
              1205L,
              "RefusedCalls",
              9L,
              "SucceededCalls",
              1190L,
              "FailedCalls",
              10L));

  PoolTextTest() {
    attributes.putAll(
        Map.of(
            "RetriedCalls", 5L,
            "ConfiguredWorkers", 4,
            "StartedWorkers", 7L,
            "FailedStarts", 6L,
            "LostWorkers", 2L,
            "KilledWorkers", 1L,
            "Workers", List.of()));
  }

  private String text() {
    return PoolText.of(MXData.of(PoolMXBean.class, attributes));
  }

  @Test
  void itSaysWhatIsAndWhatWas() {
    assertThat(text())
        .startsWith(
            """
            pool 'images': workers 3 of 4, idle 1; calls running 3, queued 2 (512 bytes)
              since its start: calls accepted 1205, refused 9, succeeded 1190, failed 10, made again 5; \
            workers started 7, not started 6, lost 2, killed 1
              worker\
            """);
  }

  @Test
  void oneByteIsNoPlural() {
    attributes.put("QueuedBytes", 1L);

    assertThat(text()).contains("queued 2 (1 byte)\n");
  }

  @Test
  void anOutageIsSaidBeforeTheCounts() {
    attributes.put("Outage", "pool 'images' has no worker");

    assertThat(text().lines().toList().get(1)).isEqualTo("  OUTAGE: pool 'images' has no worker");
  }
}
