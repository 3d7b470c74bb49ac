package io.snakepit.stdio;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlarmTest {

  private static final long HOUR = MILLISECONDS.toNanos(3_600_000);
  private static final long SECOND = MILLISECONDS.toNanos(1000);

  private final AtomicInteger rung = new AtomicInteger();
  private final List<Reminder> reminders = new ArrayList<>();
  private long now = 5;
  private final Alarm alarm = new Alarm(rung::incrementAndGet, () -> now, this::schedule);

  @Test
  void itGoesOffByItself() {
    new Alarm(rung::incrementAndGet).set(1);

    await().until(() -> rung.get() == 1);
  }

  @Test
  void itGoesOffWhenTheWaitIsTooLong() {
    alarm.set(SECOND);
    passes(SECOND - MILLISECONDS.toNanos(1));
    assertThat(rung).hasValue(0);

    passes(MILLISECONDS.toNanos(2));
    assertThat(rung).hasValue(1);
  }

  @Test
  void oneReminderDoesForOneWaitAfterTheOther() {
    for (int wait = 0; wait < 1000; wait++) {
      alarm.set(SECOND);
      alarm.off();
      now += 1000;
    }

    assertThat(reminders).hasSize(1);
  }

  @Test
  void aShorterWaitAfterALongOneIsNotMissed() {
    alarm.set(HOUR);
    alarm.off();
    alarm.set(SECOND);
    passes(SECOND + MILLISECONDS.toNanos(1));

    assertThat(rung).hasValue(1);
    assertThat(reminders.get(0).isCancelled()).isTrue();
  }

  @Test
  void aLongerWaitAfterAShortOneIsNotCutShort() {
    alarm.set(SECOND);
    alarm.off();
    alarm.set(HOUR);
    passes(2 * SECOND);
    assertThat(rung).hasValue(0);

    passes(HOUR);
    assertThat(rung).hasValue(1);
  }

  @Test
  void whenNobodyWaitsNothingHappensUntilSomebodyDoes() {
    alarm.set(SECOND);
    alarm.off();
    passes(2 * SECOND);
    assertThat(rung).hasValue(0);

    alarm.set(SECOND);
    passes(2 * SECOND);
    assertThat(rung).hasValue(1);
  }

  @Test
  void itGoesOffForEachWaitThatIsTooLong() {
    for (int wait = 1; wait <= 3; wait++) {
      alarm.set(SECOND);
      passes(2 * SECOND);
      alarm.off();
      assertThat(rung).hasValue(wait);
    }
  }

  /** The reminder has seen the longer wait, and is slow to remind of it. */
  @Test
  void aShorterWaitThatBeginsWhileItIsRemindedOfALongerOneIsNotMissed() throws Exception {
    alarm.set(SECOND);
    alarm.off();
    alarm.set(HOUR);
    now += 2 * SECOND;
    Thread reminding = new Thread(() -> passes(0));
    synchronized (alarm) {
      reminding.start();
      await().until(() -> reminding.getState() == Thread.State.BLOCKED);
      alarm.off();
      alarm.set(SECOND);
    }
    reminding.join();

    passes(2 * SECOND);
    assertThat(rung).hasValue(1);
  }

  @Test
  void closedItLeavesNoReminder() {
    alarm.set(HOUR);
    alarm.close();

    assertThat(reminders).allMatch(Reminder::isCancelled);
  }

  private Future<?> schedule(long millis, Runnable task) {
    Reminder reminder = new Reminder(now + MILLISECONDS.toNanos(millis), task);
    reminders.add(reminder);
    return reminder;
  }

  private void passes(long nanos) {
    now += nanos;
    for (Reminder reminder : List.copyOf(reminders)) {
      if (reminder.due <= now && reminder.complete(null)) {
        reminder.task.run();
      }
    }
  }

  private static final class Reminder extends CompletableFuture<Void> {

    private final long due;
    private final Runnable task;

    Reminder(long due, Runnable task) {
      this.due = due;
      this.task = task;
    }
  }
}
