package io.snakepit.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StderrDrainTest {

  private static StderrDrain drained(int kept, String text) {
    StderrDrain drain =
        new StderrDrain(
            "w-1",
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            new RecordingSink(kept));
    drain.run();
    return drain;
  }

  @Test
  void theTailSinceAMarkHasWhatCameAfterIt() {
    StderrDrain drain = drained(3, "one\n");
    long mark = drain.lines();
    assertThat(drain.tail(mark)).isEmpty();

    drain.keep("two");
    assertThat(drain.tail(mark)).containsExactly("two");

    drain.keep("three");
    drain.keep("four");
    drain.keep("five");
    assertThat(drain.tail(mark)).containsExactly("three", "four", "five");
  }

  @Test
  void theWholeTailHasTheLastLines() {
    assertThat(drained(2, "one\ntwo\nthree\n").tail(0)).containsExactly("two", "three");
  }

  @Test
  void whereNothingIsKeptNothingIsSince() {
    StderrDrain drain = drained(0, "one\ntwo\n");

    assertThat(drain.tail(0)).isEmpty();
    assertThat(drain.tail(1)).isEmpty();
  }

  @Test
  void framesThatAreLeftOutDoNotCount() {
    StderrDrain drain = drained(2, "Thread 1 (most recent call first):\n  a\n  b\n  c\n");
    long mark = drain.lines();
    drain.keep("after");

    assertThat(drain.tail(mark)).containsExactly("after");
  }
}
