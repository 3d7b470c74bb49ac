package io.snakepit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.core.call.BurstExecutor;
import org.junit.jupiter.api.Test;

/** The order of what waits for a thread of user code. */
class UserTasksTest {

  @Test
  void theRestOfABurstComesBeforeWhatCameAfterTheBurst() {
    UserTasks tasks = new UserTasks();
    BurstExecutor executor = BurstExecutor.sharing(tasks::offer);
    Runnable later = () -> {};
    executor.burst(
        () -> {
          executor.execute(() -> {});
          executor.execute(() -> {});
        });
    tasks.offer(later);

    tasks.remove().run(); // hands the rest over before it begins

    assertThat(tasks.remove()).matches(BurstExecutor::isRest);
    assertThat(tasks.remove()).isSameAs(later);
  }
}
