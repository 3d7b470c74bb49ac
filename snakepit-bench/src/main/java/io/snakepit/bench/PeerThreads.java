package io.snakepit.bench;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** Threads that each call through a peer and wait; they live on, and with them what is theirs. */
final class PeerThreads implements Contender {

  private static final int DIGITS = 3;

  private final Peer peer;
  private final int count;
  private final ExecutorService threads;

  PeerThreads(Peer peer, int count) {
    this.peer = peer;
    this.count = count;
    this.threads = Executors.newFixedThreadPool(count);
  }

  @Override
  public String name() {
    return peer.name();
  }

  @Override
  public void run(int operations, Histogram nanos) throws Exception {
    AtomicInteger left = new AtomicInteger(operations);
    PeerCaller caller = new PeerCaller(peer);
    Callable<Histogram> share =
        () -> {
          Histogram own = new Histogram(DIGITS);
          while (left.getAndDecrement() > 0) {
            caller.run(1, own);
          }
          return own;
        };
    for (Future<Histogram> done : threads.invokeAll(Collections.nCopies(count, share))) {
      nanos.add(done.get());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    peer.close();
  }
}
