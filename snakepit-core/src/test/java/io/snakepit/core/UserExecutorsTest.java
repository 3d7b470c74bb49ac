package io.snakepit.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.SnakepitConfig;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Where user code runs. */
class UserExecutorsTest {

  @Test
  void whatTheApplicationsExecutorFailsToTakeRunsOnAThreadOfOurs() {
    SnakepitConfig config =
        SnakepitConfig.builder()
            .pool("default", pool -> pool.runtime("fake"))
            .executor(
                task -> {
                  throw new IllegalStateException("closed");
                })
            .build();
    try (UserExecutors executors = new UserExecutors(config)) {
      CompletableFuture<String> ran = new CompletableFuture<>();

      executors.completions().execute(() -> ran.complete(Thread.currentThread().getName()));

      assertThat(ran.join()).startsWith("snakepit-user");
    }
  }
}
