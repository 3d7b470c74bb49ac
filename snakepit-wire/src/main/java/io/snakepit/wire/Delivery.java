package io.snakepit.wire;

import io.snakepit.spi.Failure;
import io.snakepit.spi.WorkerListener;
import io.snakepit.spi.WorkerLoss;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the exchanges of one worker their signals: what is read, each burst at once, and when the
 * worker is gone their ends. They are serial because all are given under one lock, the delivery
 * lock.
 *
 * <p>The lock is always taken inside of a burst: at the end of one the application's code may run,
 * which must not be under it.
 */
final class Delivery<E extends WireExchange> {

  private static final Logger LOGGER = LoggerFactory.getLogger(Delivery.class);

  private final WorkerListener listener;
  private final Exchanges<E> exchanges;
  private final LastWords<E> lastWords;
  private final Consumer<WireException> damage;

  private final ReentrantLock lock = new ReentrantLock();

  /** Nothing that is read counts any more. Under the lock. */
  private boolean over;

  Delivery(
      WorkerListener listener,
      Exchanges<E> exchanges,
      LastWords<E> lastWords,
      Consumer<WireException> damage) {
    this.listener = listener;
    this.exchanges = exchanges;
    this.lastWords = lastWords;
    this.damage = damage;
  }

  /**
   * Delivers what was read. What can't be read, for whatever reason, is damage: were it thrown, the
   * thread that reads would end instead, and leave the callers waiting for ever.
   */
  void deliver(WireConnection.Input input) {
    listener.onBurst(() -> deliverLocked(input));
  }

  private void deliverLocked(WireConnection.Input input) {
    lock.lock();
    try {
      if (!over) {
        input.deliver();
      }
    } catch (WireException e) {
      over = true;
      damage.accept(e);
    } catch (RuntimeException | Error e) {
      // Mostly a frame within its limit that the heap doesn't hold.
      over = true;
      damage.accept(new WireException(e));
    } finally {
      lock.unlock();
    }
  }

  /** The worker is about to be gone: no more exchanges are taken. */
  void refuseMore(WorkerLoss loss) {
    exchanges.close(failure(loss));
  }

  /** The worker is gone: all open exchanges fail, later ones too, and nothing is read any more. */
  void fail(WorkerLoss loss, LastWords.Reader<E> journal) {
    refuseMore(loss);
    boolean trust = loss.kind() != WorkerLoss.Kind.PROTOCOL;
    guard(() -> listener.onBurst(() -> failOpen(failure(loss), trust, journal)));
  }

  private static Failure failure(WorkerLoss loss) {
    boolean damaged = loss.kind() == WorkerLoss.Kind.PROTOCOL;
    Failure.Kind kind = damaged ? Failure.Kind.PROTOCOL : Failure.Kind.LOST;
    return Failure.of(kind, loss.reason(), loss.cause());
  }

  private void failOpen(Failure failure, boolean trust, LastWords.Reader<E> journal) {
    lock.lock();
    try {
      over = true;
      guard(() -> lastWords.take(trust, journal));
      exchanges.open().forEach(exchange -> guard(() -> exchange.fail(failure)));
    } finally {
      lock.unlock();
    }
  }

  /** The worker's process has ended: the exchanges that have failed settle. */
  void settle() {
    guard(() -> listener.onBurst(this::settleOpen));
  }

  private void settleOpen() {
    lock.lock();
    try {
      for (E exchange : exchanges.open()) {
        guard(exchange::settle);
        exchanges.remove(exchange);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Keeps what one exchange ran into, memory that can't be had above all, from the others. */
  private static void guard(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      LOGGER.error("an exchange couldn't be told of its worker's end", e);
    }
  }
}
