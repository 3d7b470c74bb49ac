package io.snakepit.wire;

import java.nio.ByteBuffer;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a dead worker had still to say; what came over the wire, too, is passed over. All
 * under the delivery lock.
 *
 * @param <E> the exchanges of the wire
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class LastWords<E extends WireExchange> {

  private static final Logger LOGGER = LoggerFactory.getLogger(LastWords.class);

  private final Journal journal;
  private final Exchanges<E> exchanges;

  /** Whether outcomes count, and not just that calls have started. */
  private boolean trusted;

  LastWords(Journal journal, Exchanges<E> exchanges) {
    this.journal = journal;
    this.exchanges = exchanges;
  }

  /** Whether only they can tell if a call has started, so that the worker has to be dead first. */
  boolean areNeeded() {
    return exchanges.open().stream().anyMatch(WireExchange::mayHaveStarted) && journal.exists();
  }

  /** Has the open exchanges take them. */
  void take(boolean trust, Reader<E> reader) {
    if (!areNeeded()) {
      return;
    }
    trusted = trust;
    try {
      reader.read(journal.read(), this);
    } catch (WireException e) {
      LOGGER.warn("what a worker had still to say isn't in order", e);
    }
  }

  /**
   * Takes that a call had started.
   *
   * @param call its number
   */
  public void started(long call) {
    E exchange = exchanges.find(call);
    if (exchange != null) {
      exchange.markStarted();
    }
  }

  /**
   * Takes what became of a call.
   *
   * @param call its number
   * @param outcome tells the call's exchange
   * @throws WireException what {@code outcome} throws
   */
  public void outcome(long call, Outcome<E> outcome) throws WireException {
    E exchange = exchanges.find(call);
    if (trusted && exchange != null && !exchange.hasOutcome()) {
      outcome.tell(exchange);
    }
  }

  /** Takes a journal apart. */
  @FunctionalInterface
  interface Reader<E extends WireExchange> {
    void read(ByteBuffer frames, LastWords<E> words) throws WireException;
  }

  /**
   * Tells an exchange what became of its call.
   *
   * @param <E> the exchanges of the wire
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Outcome<E extends WireExchange> {

    /**
     * Tells it.
     *
     * @param exchange one that has no outcome
     * @throws WireException when it isn't in the wire's form, or can't come here
     */
    void tell(E exchange) throws WireException;
  }
}
