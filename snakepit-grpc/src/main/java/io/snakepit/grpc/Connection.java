package io.snakepit.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.MemoryOffer;
import io.snakepit.grpc.v1.Report;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerProcess;
import io.snakepit.wire.FrameTooLargeException;
import io.snakepit.wire.Journal;
import io.snakepit.wire.LastWords;
import io.snakepit.wire.Sharing;
import io.snakepit.wire.WireConnection;
import io.snakepit.wire.WireException;
import java.nio.ByteBuffer;

/** One worker's side of the wire: calls become frames, the messages that come hold frames again. */
final class Connection extends WireConnection<GrpcExchange> implements WorkStream.Inbound {

  /** So many calls more than it can run are with a worker before others are held back. */
  private static final int AHEAD = 8;

  /** Bytes of a hello, whatever a frame may have: it is read before a worker is trusted. */
  private static final int HELLO_LIMIT = 1 << 20;

  private final WorkStream stream;
  private final byte[] secret;
  private final Instruction hello;
  private final Sharing sharing;
  private final Contents contents;
  private final Instructions instructions;

  /** Calls that the worker runs at once, as its hello says. */
  private volatile int concurrency = 1;

  Connection(
      OpenRequest request,
      WorkerProcess process,
      Transport transport,
      Journal journal,
      Instruction hello) {
    super(request, process, journal);
    this.secret = request.secret();
    this.hello = hello;
    this.sharing = new Sharing(request, process);
    this.contents = new Contents(sharing, request.limits().frameBytes());
    this.instructions = new Instructions(request.limits().frameBytes(), contents);
    this.stream = new WorkStream(transport, this);
  }

  @Override
  protected void start() {
    stream.start(secret);
    send(hello);
  }

  @Override
  protected void onWelcome(WorkerInfo info) {
    concurrency = info.concurrency();
  }

  @Override
  protected Exchange begin(CallHead head, Payload arguments, ExchangeListener listener) {
    GrpcExchange exchange = new GrpcExchange(head, listener, this);
    Instruction frame;
    try {
      frame = instructions.call(head, arguments);
    } catch (FrameTooLargeException e) {
      return refuse(exchange, head.tool(), e);
    }
    if (!open(exchange)) {
      return exchange;
    }
    if (head.announce() && head.parent() == 0) {
      stream.sendWithNext(frame);
      if (workerRunsLow()) {
        stream.flushSoon();
      }
    } else {
      send(frame);
    }
    return exchange;
  }

  /**
   * A message costs the worker much more than a frame. Calls that would only wait at the worker
   * wait here instead, until it has few left, and then go together. Who adds one looks afterwards,
   * and so does who takes others away: none is forgotten.
   */
  private boolean workerRunsLow() {
    return openExchanges() - stream.waiting() < concurrency + AHEAD;
  }

  void send(Instruction frame) {
    stream.send(frame, false);
  }

  /** Sends what the worker is to look at now, even if it is busy with user code. */
  void sendAndInterrupt(Instruction frame) {
    stream.send(frame, !alwaysReads());
    nudge(); // a worker asks for messages only while it waits for one, or looks
  }

  void sendHostReply(long call, long hostCall, boolean failed, Payload answer)
      throws FrameTooLargeException {
    send(instructions.hostReply(call, hostCall, failed, answer));
    checkThatItReads(stream.waiting());
  }

  @Override
  protected void sendProbe(long number) {
    send(Instructions.probe(number));
  }

  @Override
  protected void sendStop() {
    send(Instructions.stop());
  }

  @Override
  protected void close() {
    stream.close();
    sharing.close();
  }

  Contents contents() {
    return contents;
  }

  @Override
  public void onMessage(ToJvm message) {
    deliver(
        () -> {
          for (Report frame : message.getFramesList()) {
            dispatch(frame);
          }
        });
    if (workerRunsLow()) {
      stream.flush();
    }
  }

  @Override
  public void onClose(Status status) {
    WireException damage = StreamEnd.damage(status);
    if (damage == null) {
      onEndOfInput(status.getCause());
    } else {
      onDamage(damage);
    }
  }

  @Override
  protected void readJournal(ByteBuffer frames, LastWords<GrpcExchange> words)
      throws WireException {
    for (Report frame : parse(frames).getFramesList()) {
      switch (frame.getKindCase()) {
        case STARTED -> words.started(frame.getStarted().getCall());
        case ITEM -> {
          if (frame.getItem().getLast()) {
            words.outcome(frame.getItem().getCall(), exchange -> exchange.accept(frame));
          }
        }
        case FAILURE ->
            words.outcome(frame.getFailure().getCall(), exchange -> exchange.accept(frame));
        case HELLO,
            END,
            SETTLED,
            HOST_CALL,
            PROGRESS,
            LOG,
            PROBE_REPLY,
            MEMORY_OFFER,
            KIND_NOT_SET -> {
          // Isn't left unsent, or nobody waits for it.
        }
      }
    }
  }

  private static ToJvm parse(ByteBuffer frames) throws WireException {
    try {
      return ToJvm.parseFrom(ByteString.copyFrom(frames));
    } catch (InvalidProtocolBufferException e) {
      throw new WireException("a journal that is no message", e);
    }
  }

  private void dispatch(Report frame) throws WireException {
    switch (frame.getKindCase()) {
      case LOG -> onLog(frame.getLog().getCall(), contents.read(frame.getLog().getRecord()));
      case HELLO -> onHello(checked(frame.getHello().getDocument()).asReadOnlyByteBuffer());
      case PROBE_REPLY -> onProbeReply(frame.getProbeReply().getNumber());
      case MEMORY_OFFER -> onMemory(frame.getMemoryOffer());
      case STARTED -> onFrame(frame.getStarted().getCall(), frame);
      case ITEM -> onFrame(frame.getItem().getCall(), frame);
      case END -> onFrame(frame.getEnd().getCall(), frame);
      case FAILURE -> onFrame(frame.getFailure().getCall(), frame);
      case SETTLED -> onFrame(frame.getSettled().getCall(), frame);
      case HOST_CALL -> onFrame(frame.getHostCall().getCall(), frame);
      case PROGRESS -> onFrame(frame.getProgress().getCall(), frame);
      case KIND_NOT_SET -> throw new WireException("a frame of unknown kind");
    }
  }

  private static ByteString checked(ByteString hello) throws WireException {
    if (hello.size() > HELLO_LIMIT) {
      throw new WireException("a hello of " + hello.size() + " bytes, the limit is " + HELLO_LIMIT);
    }
    return hello;
  }

  private void onMemory(MemoryOffer offer) throws WireException {
    if (!saidHello()) {
      throw new WireException("an offer of memory before its hello");
    }
    boolean accepted =
        sharing.accept(
            new io.snakepit.wire.MemoryOffer(
                offer.getPid(),
                Integer.toUnsignedLong(offer.getFileDescriptor()),
                Integer.toUnsignedLong(offer.getEachWay()),
                offer.getName()));
    send(Instructions.memoryAnswer(accepted));
  }

  private void onFrame(long call, Report frame) throws WireException {
    GrpcExchange exchange = find(call, frame.getKindCase());
    exchange.accept(frame);
    if (exchange.hasSettled()) {
      remove(exchange);
    }
  }
}
