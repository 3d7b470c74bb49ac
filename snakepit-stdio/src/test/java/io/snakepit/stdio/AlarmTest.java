package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlarmTest {

  private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONG = TimeUnit.HOURS.toNanos(1);

  private final AtomicInteger rung = new AtomicInteger();
  private final Alarm alarm = new Alarm(rung::incrementAndGet);

  @Test
  void itGoesOffWhenTheWaitIsTooLong() {
    alarm.set(SHORT);

    await().until(() -> rung.get() == 1);
  }

  @Test
  void aShorterWaitAfterALongOneIsNotMissed() {
    alarm.set(LONG);
    alarm.off();
    alarm.set(SHORT);

    await().until(() -> rung.get() == 1);
  }

  @Test
  void aLongerWaitAfterAShortOneIsNotCutShort() {
    Alarm witness = new Alarm(rung::incrementAndGet);
    AtomicInteger own = new AtomicInteger();
    Alarm longer = new Alarm(own::incrementAndGet);
    longer.set(SHORT);
    longer.off();
    longer.set(LONG);
    witness.set(4 * SHORT); // later than the reminder for the short one

    await().until(() -> rung.get() == 1);
    assertThat(own).hasValue(0);
    longer.off();
  }

  @Test
  void aWaitThatIsOverGoesUnnoticedAndTheNextDoesNot() {
    for (int wait = 0; wait < 1000; wait++) {
      alarm.set(SHORT);
      alarm.off();
    }
    Alarm witness = new Alarm(rung::incrementAndGet);
    witness.set(4 * SHORT);
    await().until(() -> rung.get() == 1);

    alarm.set(SHORT);
    await().until(() -> rung.get() == 2);
  }

  @Test
  void whoWaitsOnIsRemindedOfAgain() {
    for (int wait = 1; wait <= 20; wait++) {
      int before = rung.get();
      alarm.set(SHORT);
      await().until(() -> rung.get() > before);
      alarm.off();
    }
  }
}
