package io.snakepit.testkit.fake;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delivers the signals of one exchange one at a time, in the order they were added, also when a
 * listener causes the next one from within.
 */
final class Signals {

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();

  /** Adds a signal; called under the exchange's lock, so that the order is that of its states. */
  void add(Runnable signal) {
    waiting.add(signal);
  }

  /** Delivers what waits, unless another thread or a caller further up is doing it. */
  void drain() {
    if (requests.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      for (Runnable signal = waiting.poll(); signal != null; signal = waiting.poll()) {
        signal.run();
      }
      seen = requests.addAndGet(-seen);
    } while (seen != 0);
  }
}
