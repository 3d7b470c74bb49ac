package io.snakepit.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ForkTest {

  /** Who writes its obituary at its exit is to find the reason there. */
  @Test
  void thatOneIsOrphanedIsKnownBeforeItsExit() {
    Fork fork = new Fork();
    CompletableFuture<Boolean> known = fork.exit().thenApply(exit -> fork.orphaned().isDone());
    fork.orphan("its template is gone");
    assertThat(known).isCompletedWithValue(true);
  }
}
