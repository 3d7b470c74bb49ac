package io.snakepit.core.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Lineage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which link of a chain of lineages counts. */
class CallLineageTest {

  private final CallLineage own =
      new CallLineage(null, "add", "default", "default-1", null, Map.of(), 5, new Object());

  /** As one that an application wraps around ours. */
  private record Wrapped(Optional<Lineage> parent) implements Lineage {
    @Override
    public String tool() {
      return "wrapped";
    }

    @Override
    public String pool() {
      return "none";
    }

    @Override
    public String worker() {
      return "none";
    }
  }

  @Test
  void oursIsFoundBehindThoseOfOthers() {
    assertThat(CallLineage.of(own)).isSameAs(own);
    assertThat(CallLineage.of(new Wrapped(Optional.of(new Wrapped(Optional.of(own))))))
        .isSameAs(own);
  }

  @Test
  void withoutOneOfOursThereIsNone() {
    assertThat(CallLineage.of(null)).isNull();
    assertThat(CallLineage.of(new Wrapped(Optional.empty()))).isNull();
  }
}
