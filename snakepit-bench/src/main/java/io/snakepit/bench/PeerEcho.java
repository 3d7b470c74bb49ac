package io.snakepit.bench;

import org.HdrHistogram.Histogram;

/** A block there and back through a peer. */
final class PeerEcho implements Contender {

  private final Peer peer;
  private final byte[] block;

  PeerEcho(Peer peer, int size) {
    this.peer = peer;
    this.block = new byte[size];
  }

  @Override
  public String name() {
    return peer.name();
  }

  @Override
  public void run(int operations, Histogram nanos) throws Exception {
    for (int i = 0; i < operations; i++) {
      long begin = System.nanoTime();
      if (peer.echo(block).length != block.length) {
        throw new IllegalStateException("wrong echo");
      }
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  @Override
  public void close() {
    peer.close();
  }
}
