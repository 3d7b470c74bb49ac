package io.snakepit.bench;

import org.HdrHistogram.Histogram;

/** One thread that calls through a peer and waits. */
record PeerCaller(Peer peer) implements Contender {

  @Override
  public String name() {
    return peer.name();
  }

  @Override
  public void run(int operations, Histogram nanos) throws Exception {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      if (peer.add(2, 3) != 5) {
        throw new IllegalStateException("wrong answer");
      }
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  @Override
  public void close() {
    peer.close();
  }
}
