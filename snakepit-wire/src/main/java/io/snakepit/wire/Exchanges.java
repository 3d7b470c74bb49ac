package io.snakepit.wire;

import io.snakepit.spi.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The exchanges that haven't settled. Safe for use by several threads. */
final class Exchanges<E extends WireExchange> {

  private final Map<Long, E> open = new HashMap<>();
  private @Nullable Failure closed;

  /**
   * Adds one.
   *
   * @return null, or why no more are taken
   */
  synchronized @Nullable Failure add(E exchange) {
    if (closed != null) {
      return closed;
    }
    if (open.putIfAbsent(exchange.id(), exchange) != null) {
      throw new IllegalStateException("call " + exchange.id() + " is open already");
    }
    return null;
  }

  synchronized @Nullable E find(long id) {
    return open.get(id);
  }

  synchronized void remove(E exchange) {
    open.remove(exchange.id());
  }

  synchronized int size() {
    return open.size();
  }

  /** Takes no more from now on. */
  synchronized void close(Failure reason) {
    closed = reason;
  }

  /** A copy of what is open. */
  synchronized List<E> open() {
    return new ArrayList<>(open.values());
  }
}
