package io.snakepit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceTest {

  private final Silence silence = new Silence();

  @Test
  void lastsTwentyWaitsInWhichNothingComes() {
    input();
    assertThat(silence.isEnoughAfterWait()).isFalse();

    assertThat(waitsUntilEnough()).isEqualTo(20);
  }

  @Test
  void beginsAnewWithEachInput() {
    for (int i = 0; i < 4; i++) {
      wait(19);
      input();
    }
    wait(1);

    assertThat(waitsUntilEnough()).isEqualTo(20);
  }

  @Test
  void lastsAHundredWaitsWhereSomethingComesInEach() {
    int waits = 0;
    do {
      input();
      waits++;
    } while (!silence.isEnoughAfterWait());

    assertThat(waits).isEqualTo(100);
  }

  @Test
  void doesNotBeginWhileSomethingIsPassedOn() {
    silence.inputBegins();
    wait(1_000);
    silence.inputEnds();
    assertThat(silence.isEnoughAfterWait()).isFalse();

    assertThat(waitsUntilEnough()).isEqualTo(20);
  }

  private void input() {
    silence.inputBegins();
    silence.inputEnds();
  }

  private void wait(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(silence.isEnoughAfterWait()).isFalse();
    }
  }

  private int waitsUntilEnough() {
    int waits = 1;
    while (!silence.isEnoughAfterWait()) {
      waits++;
    }
    return waits;
  }
}
