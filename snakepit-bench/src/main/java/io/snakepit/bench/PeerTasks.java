package io.snakepit.bench;

import org.HdrHistogram.Histogram;

/** One thread that keeps a number of Appose's tasks under way. */
record PeerTasks(ApposePeer peer, int outstanding) implements Contender {

  @Override
  public String name() {
    return peer.name();
  }

  @Override
  public void run(int operations, Histogram nanos) throws Exception {
    UnderWay.keep(outstanding, operations, () -> peer.addLater(2, 3), ApposePeer::result, nanos);
  }

  @Override
  public void close() {
    peer.close();
  }
}
