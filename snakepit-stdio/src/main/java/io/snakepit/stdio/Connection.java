package io.snakepit.stdio;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerListener;
import io.snakepit.spi.WorkerLoss;
import io.snakepit.spi.WorkerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's side of the wire: calls become frames, frames become signals.
 *
 * <p>Signals are serial because they are given under {@link #delivery}, by the thread that reads
 * or, when the worker is gone, by its {@link Ending}.
 */
final class Connection implements Inbound {

  private static final Logger LOGGER = LoggerFactory.getLogger(Connection.class);

  private final Link link;
  private final WorkerProcess process;
  private final WorkerListener listener;
  private final int frameLimit;
  private final FrameEncoder encoder;
  private final Ending ending;
  private final Probe probe;
  private final Exchanges exchanges = new Exchanges();
  private final LastWords lastWords;

  /** Open exchanges that nobody drives. */
  private final AtomicInteger unattended = new AtomicInteger();

  /** Completes with what followed the preamble of the worker's hello. */
  private final CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();

  private final FirstBytes firstBytes = new FirstBytes();

  private final ReentrantLock delivery = new ReentrantLock();

  /** Under {@link #delivery}. */
  private final FrameDecoder decoder = new FrameDecoder(Hello.FRAME_LIMIT);

  /** Nothing that is read counts any more. Under {@link #delivery}. */
  private boolean over;

  /**
   * Makes a connection that isn't in use yet.
   *
   * @throws IOException when the link can't be made
   */
  Connection(OpenRequest request, WorkerProcess process, Journal journal, Link.Factory links)
      throws IOException {
    this.process = process;
    this.listener = request.listener();
    this.frameLimit = request.limits().frameBytes();
    this.lastWords = new LastWords(journal, exchanges, frameLimit);
    this.link = links.make(this);
    this.encoder = new FrameEncoder(frameLimit, "limits.frameBytes");
    this.probe = new Probe(link);
    this.ending = new Ending(request.worker(), this, process);
  }

  /** Begins to read and says hello. */
  void start(OutgoingFrame offer) {
    ending.watch();
    link.start();
    link.send(offer);
  }

  Exchange begin(CallHead head, Payload arguments, ExchangeListener exchangeListener) {
    StdioExchange exchange = new StdioExchange(head, new GuardedListener(exchangeListener), this);
    OutgoingFrame frame;
    try {
      byte[] headBytes = CallHeadWriter.write(head);
      int flags = CallHeadWriter.flags(head);
      frame = encoder.encode(FrameKind.CALL, flags, head.id(), headBytes, arguments);
    } catch (FrameTooLargeException e) {
      String message = "the call of " + head.tool() + " can't be sent: " + e.getMessage();
      return refuse(exchange, Failure.of(Failure.Kind.TOO_LARGE, message, e));
    }
    Failure gone = exchanges.add(exchange);
    if (gone != null) {
      return refuse(exchange, gone);
    }
    if (!head.driven()) {
      markUnattended(exchange, true);
    }
    exchange.sentUpTo(link.send(frame));
    if (head.driven()) {
      link.expectDriver();
    } else {
      link.attend();
    }
    return exchange;
  }

  boolean drive(StdioExchange exchange, long nanos) {
    markUnattended(exchange, false);
    try {
      return link.drive(exchange::hasOutcome, nanos);
    } finally {
      if (!exchange.hasSettled()) {
        markUnattended(exchange, true);
        if (exchange.hasSettled()) {
          markUnattended(exchange, false);
        }
        link.attend();
      }
    }
  }

  void stop(Duration grace) {
    if (!grace.isZero()) {
      link.send(FrameEncoder.bare(FrameKind.STOP, 0));
    }
    ending.stop(grace);
  }

  void send(OutgoingFrame frame) {
    link.send(frame);
  }

  /** Makes a worker that is busy with user code look at its input. */
  void nudge() {
    process.interrupt();
  }

  LastWords lastWords() {
    return lastWords;
  }

  FrameEncoder encoder() {
    return encoder;
  }

  Probe probe() {
    return probe;
  }

  Ending ending() {
    return ending;
  }

  CompletableFuture<ByteBuffer> answer() {
    return answer;
  }

  FirstBytes firstBytes() {
    return firstBytes;
  }

  @Override
  public void onBytes(ByteBuffer chunk) {
    ending.onBytes();
    listener.onBurst(() -> deliver(chunk));
  }

  private void deliver(ByteBuffer chunk) {
    delivery.lock();
    try {
      if (over) {
        return;
      }
      if (!answer.isDone()) {
        firstBytes.add(chunk);
      }
      Frame frame;
      while ((frame = decoder.next(chunk)) != null) {
        dispatch(frame);
      }
    } catch (WireException e) {
      over = true;
      ending.onDamage(e);
    } catch (RuntimeException | Error e) {
      // Mostly a frame within its limit that the heap doesn't hold. Were it thrown, this would end
      // the thread that reads, and leave the callers waiting for ever.
      over = true;
      ending.onDamage(new WireException(e));
    } finally {
      delivery.unlock();
    }
  }

  @Override
  public void onEndOfStream(@Nullable IOException cause) {
    ending.onEndOfStream(cause);
  }

  @Override
  public void onBrokenOutput(IOException cause) {
    ending.onBrokenOutput(cause);
  }

  @Override
  public boolean needsReader() {
    return unattended.get() > 0;
  }

  /** The worker is gone: all open exchanges fail, later ones too, and nothing is read any more. */
  void fail(WorkerLoss loss) {
    boolean damaged = loss.kind() == WorkerLoss.Kind.PROTOCOL;
    Failure.Kind kind = damaged ? Failure.Kind.PROTOCOL : Failure.Kind.LOST;
    Failure failure = Failure.of(kind, loss.reason(), loss.cause());
    exchanges.close(failure);
    delivery.lock();
    try {
      over = true;
      lastWords.take(!damaged);
      for (StdioExchange exchange : exchanges.open()) {
        exchange.fail(failure);
      }
    } finally {
      delivery.unlock();
    }
    probe.fail(loss.reason());
    link.close();
  }

  /** The worker's process has ended. */
  void settle() {
    delivery.lock();
    try {
      for (StdioExchange exchange : exchanges.open()) {
        exchange.settle();
        exchanges.remove(exchange);
      }
    } finally {
      delivery.unlock();
    }
  }

  private void dispatch(Frame frame) throws WireException {
    if (frame.kind() == FrameKind.LOG) {
      onLog(frame);
    } else if (!answer.isDone()) {
      onFirst(frame);
    } else if (frame.kind() == FrameKind.PROBE_REPLY) {
      probe.onReply(frame);
    } else {
      StdioExchange exchange = exchanges.find(frame.call());
      if (exchange == null) {
        throw new WireException("a frame " + frame.kind() + " for no open call");
      }
      link.hasRead(exchange.sentUpTo());
      exchange.accept(frame);
      if (exchange.hasSettled()) {
        exchanges.remove(exchange);
        markUnattended(exchange, false);
      }
    }
  }

  private void onFirst(Frame frame) throws WireException {
    if (frame.kind() != FrameKind.HELLO_ANSWER) {
      throw new WireException("a frame " + frame.kind() + " before its hello");
    }
    decoder.limit(frameLimit);
    answer.complete(Hello.answer(frame));
  }

  private void markUnattended(StdioExchange exchange, boolean value) {
    if (exchange.markUnattended(value)) {
      unattended.addAndGet(value ? 1 : -1);
    }
  }

  private static Exchange refuse(StdioExchange exchange, Failure failure) {
    exchange.fail(failure);
    exchange.settle();
    return exchange;
  }

  private void onLog(Frame frame) {
    try {
      listener.onLog(frame.call(), frame.payload());
    } catch (RuntimeException e) {
      LOGGER.error("the listener for logs threw", e);
    }
  }
}
