package io.snakepit.bench;

import java.util.concurrent.Callable;

/** Has its sums from somewhere else than Python. */
final class InlinePeer implements Peer {

  private final Callable<Integer> sums;
  boolean closed;

  InlinePeer(Callable<Integer> sums) {
    this.sums = sums;
  }

  @Override
  public String name() {
    return "inline";
  }

  @Override
  public int add(int a, int b) throws Exception {
    return sums.call();
  }

  @Override
  public byte[] echo(byte[] data) {
    return data.clone();
  }

  @Override
  public void close() {
    closed = true;
  }
}
