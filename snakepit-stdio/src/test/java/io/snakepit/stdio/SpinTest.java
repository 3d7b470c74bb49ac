package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a caller looks for its reply again and again instead of sleeping. */
class SpinTest {

  private final AtomicInteger spinning = new AtomicInteger();

  @Test
  void whileItPaysEachReplyIsWaitedForSo() {
    Spin spin = new Spin(spinning, 1);

    for (int reply = 0; reply < 1_000; reply++) {
      assertThat(spin.begin()).isTrue();
      spin.end(true);
    }
    assertThat(spinning).hasValue(0);
  }

  @Test
  void withoutAProcessorToSpareNobodySpins() {
    assertThat(new Spin(spinning, 0).begin()).isFalse();
    assertThat(spinning).hasValue(0);
  }

  @Test
  void noMoreSpinThanThereAreProcessorsToSpare() {
    Spin first = new Spin(spinning, 1);
    Spin second = new Spin(spinning, 1);

    assertThat(first.begin()).isTrue();
    assertThat(second.begin()).isFalse();
    first.end(true);
    assertThat(second.begin()).isTrue();
  }

  @Test
  void whatWasInVainIsTriedLessAndLess() {
    Spin spin = new Spin(spinning, 1);
    spin.begin();

    assertThat(restAfterVain(spin)).isEqualTo(8);
    assertThat(restAfterVain(spin)).isEqualTo(16);
    for (int tries = 0; tries < 10; tries++) {
      restAfterVain(spin);
    }
    assertThat(restAfterVain(spin)).isEqualTo(1_024);
  }

  @Test
  void oneThatPaidIsTriedAsBefore() {
    Spin spin = new Spin(spinning, 1);
    spin.begin();
    restAfterVain(spin);
    restAfterVain(spin);
    spin.end(true);
    spin.begin();

    assertThat(restAfterVain(spin)).isEqualTo(8);
  }

  /**
   * Ends spinning in vain, and counts the replies that are waited for asleep until it begins again.
   */
  private static long restAfterVain(Spin spin) {
    spin.end(false);
    return Stream.generate(spin::begin).takeWhile(spins -> !spins).count();
  }
}
