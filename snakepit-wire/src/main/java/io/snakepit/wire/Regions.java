package io.snakepit.wire;

import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Which parts of a piece of memory are in use: a ring of regions, each with a mark in front of its
 * data. They are given out in order and come back in any; one that is out keeps those behind it.
 * Not safe for use by several threads.
 */
final class Regions {

  /** What regions begin at a multiple of, and what the mark takes: a line of the cache. */
  static final int LINE = 64;

  private record Region(int start, int data, int end) {}

  private final int start;
  private final int end;
  private final ArrayDeque<Region> out = new ArrayDeque<>();

  /**
   * Creates it with nothing in use.
   *
   * @param start where the memory begins, a multiple of {@link #LINE}
   * @param end where it ends
   */
  Regions(int start, int end) {
    this.start = start;
    this.end = end;
  }

  /** Takes back, from the oldest on, what the test says of its data's place can be taken back. */
  void reclaim(IntPredicate isFree) {
    while (!out.isEmpty() && isFree.test(out.peek().data)) {
      out.remove();
    }
  }

  /**
   * Gives out a region.
   *
   * @param length bytes of data
   * @return where they go, or empty when there is no room for them
   */
  OptionalInt take(int length) {
    long size = LINE + (length + (LINE - 1L)) / LINE * LINE;
    int from = placeFor(size);
    if (from < 0) {
      return OptionalInt.empty();
    }
    out.add(new Region(from, from + LINE, from + (int) size));
    return OptionalInt.of(from + LINE);
  }

  /** Takes back what was given out last. */
  void undo() {
    out.removeLast();
  }

  /** Where a region can be, or -1. As near to the beginning as may be: that is in the cache. */
  private int placeFor(long size) {
    if (out.isEmpty()) {
      return size <= end - start ? start : -1;
    }
    int oldest = out.peekFirst().start;
    int next = out.peekLast().end;
    if (next <= oldest) {
      return size <= oldest - next ? next : -1;
    }
    if (size <= end - next) {
      return next;
    }
    return size <= oldest - start ? start : -1;
  }
}
