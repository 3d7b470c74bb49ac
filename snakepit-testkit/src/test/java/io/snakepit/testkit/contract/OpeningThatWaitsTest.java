package io.snakepit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An adapter that waits in {@code open} fails a test of the kit, and doesn't keep it for ever. */
@Timeout(60)
class OpeningThatWaitsTest {

  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    over.countDown();
  }

  @Test
  void isAFailureThatSaysSo() {
    ContractSubject subject = new FakeSubject(new Waiting(), Duration.ofMillis(50));

    assertThatThrownBy(() -> new Rules(subject).open())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("open returns");
  }

  private static final class Rules extends ContractRules {
    Rules(ContractSubject subject) {
      super(() -> subject);
    }
  }

  private final class Waiting implements Adapter {

    @Override
    public String name() {
      return "waiting";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public CompletionStage<Worker> open(OpenRequest request) {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("nobody waits for this any more");
    }
  }
}
