package io.snakepit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PeerThreadsTest {

  private final Histogram nanos = new Histogram(3);

  @Test
  void allThreadsCallAtOnceAndEachCallIsCounted() throws Exception {
    CyclicBarrier allOfThem = new CyclicBarrier(4);

    try (PeerThreads threads =
        new PeerThreads(
            new InlinePeer(
                () -> {
                  allOfThem.await(1, TimeUnit.MINUTES);
                  return 5;
                }),
            4)) {
      threads.run(8, nanos);
    }

    assertThat(nanos.getTotalCount()).isEqualTo(8);
  }

  @Test
  void aWrongAnswerEndsTheMeasurement() {
    try (PeerThreads threads = new PeerThreads(new InlinePeer(() -> 6), 4)) {
      assertThatThrownBy(() -> threads.run(8, nanos))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void closingEndsThePeerToo() {
    InlinePeer peer = new InlinePeer(() -> 5);

    new PeerThreads(peer, 1).close();

    assertThat(peer.closed).isTrue();
  }
}
