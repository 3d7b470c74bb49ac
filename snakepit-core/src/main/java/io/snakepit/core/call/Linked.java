package io.snakepit.core.call;

import org.jspecify.annotations.Nullable;

/**
 * An element that a {@link LinkedList} links directly: it can leave from anywhere at once, and be
 * in one list at a time.
 */
public abstract class Linked {

  @Nullable Linked previous;
  @Nullable Linked next;
  @Nullable LinkedList<?> list;

  /** Whether it is in a list. */
  public final boolean isLinked() {
    return list != null;
  }

  /** Leaves the list it is in; answers whether it was in one. */
  public final boolean unlink() {
    return list != null && list.remove(this);
  }
}
