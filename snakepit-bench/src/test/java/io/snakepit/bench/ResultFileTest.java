package io.snakepit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

  @Test
  void keepsFiguresWithMachineDateAndCommand(@TempDir Path folder) throws Exception {
    Outcome.Row row = new Outcome.Row("floor", new Figures(1.5, 3, 100, 10), 1, 1);
    List<Outcome> outcomes = List.of(new Outcome("small calls", "calls", List.of(row)));
    Instant at = Instant.parse("2026-01-02T03:04:05Z");

    Path file =
        ResultFile.write(
            folder.resolve("new/calls.json"), "bench calls", at, Map.of("arch", "any"), outcomes);

    JsonNode kept = new ObjectMapper().readTree(file.toFile());
    assertThat(kept.at("/command").asText()).isEqualTo("bench calls");
    assertThat(kept.at("/at").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(kept.at("/machine/arch").asText()).isEqualTo("any");
    assertThat(kept.at("/outcomes/0/rows/0/name").asText()).isEqualTo("floor");
    assertThat(kept.at("/outcomes/0/rows/0/figures/p50Micros").asDouble()).isEqualTo(1.5);
  }
}
