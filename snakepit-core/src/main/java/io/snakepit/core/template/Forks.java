package io.snakepit.core.template;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template was ordered to fork and hasn't told the end of, by number. */
final class Forks {

  // guarded by this
  private final Map<Integer, Fork> present = new HashMap<>();
  private int last;
  private boolean open = true;
  private @Nullable String whyNot;

  /** Whether there may be more. */
  synchronized boolean isOpen() {
    return open;
  }

  /**
   * Takes one in.
   *
   * @return its number
   * @throws IOException when there are to be no more
   */
  synchronized int add(Fork fork) throws IOException {
    if (!open) {
      throw new IOException(whyNot == null ? "its template is to fork no more" : whyNot);
    }
    last++;
    present.put(last, fork);
    return last;
  }

  /**
   * The one of a number.
   *
   * @throws IOException when there is none
   */
  synchronized Fork get(int number) throws IOException {
    Fork fork = present.get(number);
    if (fork == null) {
      throw new IOException("it tells of process " + number + ", which nobody ordered");
    }
    return fork;
  }

  /** The one of a number, which is gone with this. */
  synchronized Fork remove(int number) throws IOException {
    Fork fork = get(number);
    present.remove(number);
    return fork;
  }

  /** There are to be no more. */
  synchronized void close() {
    open = false;
  }

  /** Whether there are to be no more, and none is left that somebody uses. */
  synchronized boolean areOver() {
    return !open && present.values().stream().allMatch(Fork::hasFailed);
  }

  /** Takes out all that are left, and there are to be no more; the first reason is kept. */
  synchronized List<Fork> clear(String reason) {
    open = false;
    whyNot = whyNot == null ? reason : whyNot;
    List<Fork> left = List.copyOf(present.values());
    present.clear();
    return left;
  }
}
