package io.snakepit.testkit.fault;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What a process writes, until it is to be spoilt. For one reader; any thread may spoil it. */
final class FaultyOutput extends FilterInputStream {

  /** How it is read from now on. */
  private enum State {
    UNREAD,
    GOOD,
    GARBAGE,
    BREAKING_OFF,
    BROKEN_OFF
  }

  /** Shorter than any frame is. */
  private static final int HALF_A_FRAME = 3;

  private volatile State state = State.UNREAD;

  FaultyOutput(InputStream output) {
    super(output);
  }

  /**
   * From now on nothing can be understood.
   *
   * @return false when the adapter doesn't read here, so that this has no effect
   */
  synchronized boolean garble() {
    return spoil(State.GARBAGE);
  }

  /**
   * What comes next is cut short, and the last.
   *
   * @return false when the adapter doesn't read here, so that this has no effect
   */
  synchronized boolean breakOff() {
    return spoil(State.BREAKING_OFF);
  }

  private boolean spoil(State how) {
    if (state == State.UNREAD) {
      return false;
    }
    if (state == State.GOOD) {
      state = how;
    }
    return true;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (state == State.BROKEN_OFF) {
      return -1;
    }
    begin();
    int count = super.read(bytes, offset, length);
    return count <= 0 ? count : spoilt(bytes, offset, count);
  }

  private synchronized void begin() {
    if (state == State.UNREAD) {
      state = State.GOOD;
    }
  }

  private synchronized int spoilt(byte[] bytes, int offset, int count) {
    switch (state) {
      case UNREAD, GOOD -> {
        return count;
      }
      case GARBAGE -> {
        Arrays.fill(bytes, offset, offset + count, (byte) 0xff);
        return count;
      }
      case BREAKING_OFF -> {
        state = State.BROKEN_OFF;
        return Math.min(count, HALF_A_FRAME);
      }
      case BROKEN_OFF -> {
        return -1;
      }
    }
    throw new AssertionError(state);
  }
}
