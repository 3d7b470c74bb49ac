package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a caller does over pipes, where another thread reads its reply. */
class PipeLinkTest {

  private static final long LONG = TimeUnit.SECONDS.toNanos(30);

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void itLooksWhetherTheReplyHasComeBeforeItSleeps() {
    assertThat(link(1).drive(this::doneAtTheThirdLook, LONG)).isTrue();
  }

  @Test
  void withoutAProcessorToSpareItSleepsAtOnce() {
    assertThat(link(0).drive(this::doneAtTheThirdLook, LONG)).isFalse();
  }

  @Test
  void whileOneLooksTheOthersSleep() {
    PipeLink link = link(2);

    boolean done =
        link.drive(
            () -> {
              boolean third = doneAtTheThirdLook();
              if (looks.get() == 2) {
                assertThat(looksOfAnother(link)).isEqualTo(2);
              }
              return third;
            },
            LONG);

    assertThat(done).isTrue();
  }

  private static int looksOfAnother(PipeLink link) {
    AtomicInteger looks = new AtomicInteger();
    Thread other = new Thread(() -> link.drive(() -> looks.incrementAndGet() >= 3, LONG));
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

  private static PipeLink link(int mostThatLook) {
    Spin spin = new Spin(new AtomicInteger(), mostThatLook);
    return new PipeLink("w", new FakeProcess(List.of()), new NothingComes(), spin);
  }
}
