package io.snakepit.stdio;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerProcess;
import io.snakepit.wire.FirstBytes;
import io.snakepit.wire.FrameTooLargeException;
import io.snakepit.wire.Journal;
import io.snakepit.wire.LastWords;
import io.snakepit.wire.Sharing;
import io.snakepit.wire.WireConnection;
import io.snakepit.wire.WireException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One worker's side of the wire: calls become frames, the bytes that come become frames again. */
final class Connection extends WireConnection<StdioExchange> implements Inbound {

  private final Link link;
  private final OutgoingFrame offer;
  private final int frameLimit;
  private final FrameEncoder encoder;

  /** Open exchanges that nobody drives. */
  private final AtomicInteger unattended = new AtomicInteger();

  private final FirstBytes firstBytes = new FirstBytes();
  private final Foreword foreword;

  /** Set with the first frame that can be read: what such a worker wrote is no hint. */
  private volatile boolean speaksTheWire;

  /** Under the delivery lock. */
  private final FrameDecoder decoder;

  private final Sharing sharing;

  /**
   * Makes a connection that isn't in use yet.
   *
   * @throws IOException when the link can't be made
   */
  Connection(
      OpenRequest request,
      WorkerProcess process,
      Journal journal,
      OutgoingFrame offer,
      Link.Factory links)
      throws IOException {
    super(request, process, journal);
    this.sharing = new Sharing(request, process);
    this.decoder = new FrameDecoder(Hello.FRAME_LIMIT, sharing);
    this.foreword = new Foreword(request.worker());
    this.offer = offer;
    this.frameLimit = request.limits().frameBytes();
    this.encoder = new FrameEncoder(frameLimit, "limits.frame-bytes", sharing);
    this.link = links.make(this);
  }

  @Override
  protected void start() {
    link.start();
    link.send(offer);
  }

  @Override
  protected String hint() {
    return firstBytes.isEmpty() || speaksTheWire
        ? ""
        : "; what it wrote begins with " + firstBytes.describe();
  }

  @Override
  protected Exchange begin(CallHead head, Payload arguments, ExchangeListener listener) {
    StdioExchange exchange = new StdioExchange(head, listener, this);
    OutgoingFrame frame;
    try {
      byte[] headBytes = CallHeadWriter.write(head);
      int flags = CallHeadWriter.flags(head);
      frame = encoder.encode(FrameKind.CALL, flags, head.id(), headBytes, arguments);
    } catch (FrameTooLargeException e) {
      return refuse(exchange, head.tool(), e);
    }
    if (!open(exchange)) {
      return exchange;
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

  void send(OutgoingFrame frame) {
    link.send(frame);
  }

  void sendHostReply(long call, byte[] head, int flags, Payload answer)
      throws FrameTooLargeException {
    link.send(encoder.encode(FrameKind.HOST_REPLY, flags, call, head, answer));
    checkThatItReads(link.waiting());
  }

  @Override
  protected void sendProbe(long number) {
    link.send(FrameEncoder.bare(FrameKind.PROBE, number));
  }

  @Override
  protected void sendStop() {
    link.send(FrameEncoder.bare(FrameKind.STOP, 0));
  }

  @Override
  protected void close() {
    link.close();
    sharing.close();
  }

  @Override
  public void onBytes(ByteBuffer chunk) {
    deliver(() -> dispatchAll(chunk));
  }

  @Override
  public void onEndOfStream(@Nullable IOException cause) {
    onEndOfInput(cause);
  }

  @Override
  public void onBrokenOutput(IOException cause) {
    onLostOutput(cause);
  }

  @Override
  public boolean needsReader() {
    return unattended.get() > 0;
  }

  @Override
  protected void readJournal(ByteBuffer frames, LastWords<StdioExchange> words)
      throws WireException {
    FrameDecoder journalDecoder = new FrameDecoder(frameLimit, sharing);
    Frame next;
    while ((next = journalDecoder.next(frames)) != null) {
      Frame frame = next;
      if (frame.kind() == FrameKind.STARTED) {
        words.started(frame.call());
      } else if (frame.isOutcome()) {
        words.outcome(frame.call(), exchange -> exchange.accept(frame));
      }
    }
  }

  private void dispatchAll(ByteBuffer chunk) throws WireException {
    if (!saidHello()) {
      firstBytes.add(chunk);
      foreword.skip(chunk);
    }
    Frame frame;
    while ((frame = decoder.next(chunk)) != null) {
      dispatch(frame);
    }
  }

  private void dispatch(Frame frame) throws WireException {
    if (frame.kind() == FrameKind.LOG) {
      speaksTheWire = true;
      onLog(frame.call(), frame.payload());
    } else if (!saidHello()) {
      onFirst(frame);
    } else if (frame.kind() == FrameKind.PROBE_REPLY) {
      onProbeReply(frame.call());
    } else if (frame.kind() == FrameKind.MEMORY_OFFER) {
      int flags = sharing.accept(MemoryOfferReader.read(frame)) ? 0 : Flags.REFUSED;
      link.send(FrameEncoder.bare(FrameKind.MEMORY_ANSWER, flags, 0));
    } else {
      StdioExchange exchange = find(frame.call(), frame.kind());
      link.hasRead(exchange.sentUpTo());
      exchange.accept(frame);
      if (exchange.hasSettled()) {
        remove(exchange);
        markUnattended(exchange, false);
      }
    }
  }

  private void onFirst(Frame frame) throws WireException {
    if (frame.kind() != FrameKind.HELLO_ANSWER) {
      throw new WireException("a frame " + frame.kind() + " before its hello");
    }
    decoder.limit(frameLimit);
    onHello(Hello.answer(frame));
  }

  private void markUnattended(StdioExchange exchange, boolean value) {
    if (exchange.markUnattended(value)) {
      unattended.addAndGet(value ? 1 : -1);
    }
  }
}
