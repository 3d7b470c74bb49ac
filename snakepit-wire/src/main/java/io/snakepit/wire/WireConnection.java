package io.snakepit.wire;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.Handshake;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerListener;
import io.snakepit.spi.WorkerLoss;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.spi.WorkerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's side of a wire: what is read becomes signals of exchanges, until the worker ends.
 *
 * <p>Signals are given under one lock, the delivery lock, by the thread that reads or, when the
 * worker is gone, by the thread that buries it.
 *
 * @param <E> the exchanges of the wire
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public abstract class WireConnection<E extends WireExchange> {

  /** Far more than there are threads in a worker to wait for them. */
  private static final int MOST_UNREAD_ANSWERS = 1 << 16;

  private static final Logger LOGGER = LoggerFactory.getLogger(WireConnection.class);

  private final WorkerListener listener;
  private final Exchanges<E> exchanges = new Exchanges<>();
  private final LastWords<E> lastWords;
  private final Delivery<E> delivery;
  private final Probe probe;
  private final Interrupter interrupter;
  private final Silence silence = new Silence();
  private final Ending ending;

  /** Completes with the worker's hello. */
  private final CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();

  /**
   * Makes a connection that isn't in use yet.
   *
   * @param request what the pool asked for
   * @param process the worker's process
   * @param journal what the worker may keep
   */
  @SuppressWarnings("this-escape") // neither of the two uses it before it is greeted
  protected WireConnection(OpenRequest request, WorkerProcess process, Journal journal) {
    this.listener = request.listener();
    this.probe = new Probe(this::sendProbe);
    this.interrupter = new Interrupter(process::interrupt, probe);
    this.lastWords = new LastWords<>(journal, exchanges);
    this.ending = new Ending(request.worker(), this, process, silence);
    this.delivery = new Delivery<>(listener, exchanges, lastWords, ending::onDamage);
  }

  // What a wire brings.

  /** Begins to read, and sends the hello offer. */
  protected abstract void start();

  /**
   * Sends a call.
   *
   * @param head the call's head
   * @param arguments its arguments, in core's form
   * @param exchangeListener takes the signals
   * @return the call's exchange, which may have failed and settled already
   */
  protected abstract Exchange begin(
      CallHead head, Payload arguments, ExchangeListener exchangeListener);

  /**
   * Asks the worker for a sign of life.
   *
   * @param number what its answer has to bear
   */
  protected abstract void sendProbe(long number);

  /** Asks the worker to end when its calls have. */
  protected abstract void sendStop();

  /**
   * Takes the journal apart.
   *
   * @param frames what the worker kept, in the wire's form
   * @param words takes them one by one
   * @throws WireException when they aren't in the wire's form
   */
  protected abstract void readJournal(ByteBuffer frames, LastWords<E> words) throws WireException;

  /** Lets go of whatever the wire goes over. Never blocks; idempotent. */
  protected abstract void close();

  /**
   * What is known of a worker that said no hello.
   *
   * @return text to add to the error's message, or an empty string
   */
  protected String hint() {
    return "";
  }

  /**
   * Learns what the worker's hello said.
   *
   * @param info its contents
   */
  protected void onWelcome(WorkerInfo info) {}

  // What a wire uses.

  /**
   * Says hello and waits for the answer.
   *
   * @param handshake core's part
   * @param budget how long it may take
   * @return the worker, ready for calls
   * @throws WorkerOpenException when it doesn't come about; the worker is buried then
   */
  public final Worker greet(Handshake handshake, Budget budget) {
    return new Greeting(this, budget).exchange(handshake);
  }

  /**
   * Takes an exchange in, or ends it at once where the worker is gone.
   *
   * @param exchange a new one
   * @return whether the call is to be sent
   */
  protected final boolean open(E exchange) {
    Failure gone = exchanges.add(exchange);
    if (gone != null) {
      refuse(exchange, gone);
    }
    return gone == null;
  }

  /**
   * Ends an exchange whose call can't be sent.
   *
   * @param exchange one that hasn't been opened
   * @param tool the tool that was to be called
   * @param cause says why
   * @return the exchange
   */
  protected final E refuse(E exchange, String tool, FrameTooLargeException cause) {
    String message = "the call of " + tool + " can't be sent: " + cause.getMessage();
    return refuse(exchange, Failure.of(Failure.Kind.TOO_LARGE, message, cause));
  }

  private E refuse(E exchange, Failure failure) {
    exchange.fail(failure);
    exchange.settle();
    return exchange;
  }

  /**
   * Makes a worker look at its input that is busy with user code and reads only when it is made to;
   * does nothing to one that runs several calls at once, which reads all the time.
   */
  public final void nudge() {
    interrupter.nudge();
  }

  /**
   * Whether the worker reads all the time, so that nothing has to make it.
   *
   * @return whether it runs several calls at once; false before its hello
   */
  protected final boolean alwaysReads() {
    return interrupter.alwaysReads();
  }

  /**
   * How many exchanges haven't settled.
   *
   * @return 0 or more
   */
  protected final int openExchanges() {
    return exchanges.size();
  }

  /**
   * Delivers what was read, under the delivery lock and as one burst. What can't be read, for
   * whatever reason, ends the worker: were it thrown, the thread that reads would end instead, and
   * leave the callers waiting for ever.
   *
   * @param input delivers it, by the methods below
   */
  protected final void deliver(Input input) {
    delivery.deliver(
        () -> {
          silence.inputBegins();
          try {
            input.deliver();
          } finally {
            silence.inputEnds();
          }
        });
  }

  /**
   * Delivers the worker's hello.
   *
   * @param document its contents
   * @throws WireException when there was one before
   */
  protected final void onHello(ByteBuffer document) throws WireException {
    if (!answer.complete(document)) {
      throw new WireException("a second hello");
    }
  }

  /**
   * Whether the worker has said hello.
   *
   * @return whether {@link #onHello} was called
   */
  protected final boolean saidHello() {
    return answer.isDone();
  }

  /**
   * Delivers a log record.
   *
   * @param call the call that it is about, or 0
   * @param log in core's form
   */
  protected final void onLog(long call, Payload log) {
    try {
      listener.onLog(call, log);
    } catch (RuntimeException e) {
      LOGGER.error("the listener for logs threw", e);
    }
  }

  /**
   * Delivers the answer to a probe.
   *
   * @param number the one it bears
   * @throws WireException when that probe isn't open
   */
  protected final void onProbeReply(long number) throws WireException {
    probe.onReply(number);
  }

  /**
   * Finds the exchange that a frame is about.
   *
   * @param call its number
   * @param frame what the frame is, for the error
   * @return an exchange that hasn't settled
   * @throws WireException when no such call is open
   */
  protected final E find(long call, Enum<?> frame) throws WireException {
    E exchange = exchanges.find(call);
    if (exchange == null) {
      throw new WireException(
          "a frame " + frame + " for no open call (call " + Long.toUnsignedString(call) + ")");
    }
    return exchange;
  }

  /**
   * Lets go of an exchange that has settled.
   *
   * @param exchange one that was opened
   */
  protected final void remove(E exchange) {
    exchanges.remove(exchange);
  }

  /**
   * All that the worker wrote has been read.
   *
   * @param cause why there is no more, or null for a regular end
   */
  protected final void onEndOfInput(@Nullable Throwable cause) {
    ending.onEndOfInput(cause);
  }

  /**
   * The worker can't be written to, which mostly means that it is about to end.
   *
   * @param cause why
   */
  protected final void onLostOutput(IOException cause) {
    ending.onLostOutput(cause);
  }

  /**
   * What the worker sent can't be trusted.
   *
   * @param what says what it was
   */
  protected final void onDamage(WireException what) {
    ending.onDamage(what);
  }

  /**
   * Ends a worker that calls the JVM again and again and doesn't read the answers: the pool bounds
   * how many host calls run, but each leaves an answer, the refused ones, too. To be called after
   * each answer.
   *
   * @param waiting how many frames have yet to be written
   */
  protected final void checkThatItReads(int waiting) {
    if (waiting > MOST_UNREAD_ANSWERS) {
      onDamage(
          new WireException(
              "host calls without reading the answers, with "
                  + MOST_UNREAD_ANSWERS
                  + " frames waiting for it"));
    }
  }

  // What the rest of this package uses.

  final Ending ending() {
    return ending;
  }

  final Interrupter interrupter() {
    return interrupter;
  }

  final Probe probe() {
    return probe;
  }

  final CompletableFuture<ByteBuffer> answer() {
    return answer;
  }

  final void stop(Duration grace) {
    try {
      ending.stop(grace); // first: told to, the worker may be gone before this thread goes on
    } finally {
      if (!grace.isZero()) {
        sendStop();
      }
    }
  }

  final boolean needsLastWords() {
    return lastWords.areNeeded();
  }

  /** The worker is about to be gone: it is given no more calls. */
  final void refuseMore(WorkerLoss loss) {
    delivery.refuseMore(loss);
  }

  /** The worker is gone: all open exchanges fail, later ones too, and nothing is read any more. */
  final void fail(WorkerLoss loss) {
    delivery.fail(loss, this::readJournal);
    probe.fail(loss.reason());
    close();
  }

  /** The worker's process has ended. */
  final void settle() {
    delivery.settle();
  }

  /**
   * Delivers what was read at once.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  protected interface Input {

    /**
     * Delivers it all.
     *
     * @throws WireException when it isn't in the wire's form, or can't come here
     */
    void deliver() throws WireException;
  }
}
