package io.snakepit.core.call;

import org.jspecify.annotations.Nullable;

/**
 * A doubly linked list whose every operation takes the same short time, removal from the middle
 * included. Not safe for use by several threads.
 *
 * @param <E> what is linked
 */
public final class LinkedList<E extends Linked> {

  private @Nullable Linked first;
  private @Nullable Linked last;
  private int size;

  /** How many there are. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Adds at the end. */
  public void addLast(E element) {
    adopt(element);
    element.previous = last;
    if (last == null) {
      first = element;
    } else {
      last.next = element;
    }
    last = element;
  }

  /** Adds at the beginning. */
  public void addFirst(E element) {
    adopt(element);
    element.next = first;
    if (first == null) {
      last = element;
    } else {
      first.previous = element;
    }
    first = element;
  }

  private void adopt(E element) {
    if (element.list != null) {
      throw new IllegalStateException("already in a list: " + element);
    }
    element.list = this;
    size++;
  }

  /** The first, which stays. */
  @SuppressWarnings("unchecked") // only elements of type E are ever added
  public @Nullable E peekFirst() {
    return (E) first;
  }

  /** Takes the first out. */
  public @Nullable E pollFirst() {
    E element = peekFirst();
    if (element != null) {
      remove(element);
    }
    return element;
  }

  /** Whether the element is in this list. */
  public boolean contains(Linked element) {
    return element.list == this;
  }

  /** Takes an element out; answers whether it was in. */
  public boolean remove(Linked element) {
    if (element.list != this) {
      return false;
    }
    Linked before = element.previous;
    Linked after = element.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    element.previous = null;
    element.next = null;
    element.list = null;
    size--;
    return true;
  }
}
