package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a caller does whose reply another thread reads. */
class LookoutTest {

  private static final long LONG = TimeUnit.SECONDS.toNanos(30);

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void itLooksWhetherTheReplyHasComeBeforeItSleeps() {
    assertThat(lookout(1).look(this::doneAtTheThirdLook, LONG)).isTrue();
  }

  @Test
  void withoutAProcessorToSpareItSleepsAtOnce() {
    assertThat(lookout(0).look(this::doneAtTheThirdLook, LONG)).isFalse();
  }

  @Test
  void whileOneLooksTheOthersSleep() {
    Lookout lookout = lookout(2);

    boolean done =
        lookout.look(
            () -> {
              boolean third = doneAtTheThirdLook();
              if (looks.get() == 2) {
                assertThat(looksOfAnother(lookout)).isEqualTo(2);
              }
              return third;
            },
            LONG);

    assertThat(done).isTrue();
  }

  private static int looksOfAnother(Lookout lookout) {
    AtomicInteger looks = new AtomicInteger();
    Thread other = new Thread(() -> lookout.look(() -> looks.incrementAndGet() >= 3, LONG));
    other.start();
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return looks.get();
  }

  private boolean doneAtTheThirdLook() {
    return looks.incrementAndGet() >= 3;
  }

  private static Lookout lookout(int mostThatLook) {
    return new Lookout(new Spin(new AtomicInteger(), mostThatLook));
  }
}
