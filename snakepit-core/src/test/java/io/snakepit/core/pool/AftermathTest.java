package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left to do is done, whatever becomes of each. */
class AftermathTest {

  @Test
  void aTaskThatThrowsHoldsUpNeitherTheOthersNorWhoRunsThem() {
    List<String> done = new ArrayList<>();
    Aftermath aftermath = new Aftermath();
    aftermath.add(
        () -> {
          throw new IllegalStateException("an adapter that can't stop");
        });
    aftermath.add(
        () -> {
          throw new StackOverflowError();
        });
    aftermath.add(() -> done.add("last"));
    aftermath.run();
    assertThat(done).containsExactly("last");
  }
}
