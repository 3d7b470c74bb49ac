package io.snakepit.grpc;

import io.grpc.Status;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.Log;
import io.snakepit.grpc.v1.Report;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerListener;
import io.snakepit.spi.WorkerLoss;
import io.snakepit.spi.WorkerProcess;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's side of the wire: calls become frames, frames become signals.
 *
 * <p>Signals are serial because they are given under {@link #delivery}, by the thread that reads
 * or, when the worker is gone, by its {@link Ending}.
 */
final class Connection implements WorkStream.Inbound {

  private static final Logger LOGGER = LoggerFactory.getLogger(Connection.class);

  /** So many calls more than it can run are with a worker before others are held back. */
  private static final int AHEAD = 8;

  private final WorkerListener listener;
  private final WorkStream stream;
  private final Instructions instructions;
  private final Ending ending;
  private final Journal journal;
  private final Probes probes = new Probes(this::send);
  private final Exchanges exchanges = new Exchanges();

  /** Completes with the worker's hello. */
  private final CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();

  private final ReentrantLock delivery = new ReentrantLock();

  /** Calls that the worker runs at once, as its hello says. */
  private volatile int concurrency = 1;

  /** Nothing that is read counts any more. Under {@link #delivery}. */
  private boolean over;

  Connection(OpenRequest request, WorkerProcess process, Transport transport, Journal journal) {
    this.journal = journal;
    this.listener = request.listener();
    this.instructions = new Instructions(request.limits().frameBytes());
    this.stream = new WorkStream(transport, this);
    this.ending = new Ending(request.worker(), this, process);
  }

  /** Opens the stream and says hello. */
  void start(byte[] secret, ByteBuffer offer) {
    ending.watch();
    stream.start(secret);
    send(Instructions.hello(offer));
  }

  Exchange begin(CallHead head, Payload arguments, ExchangeListener exchangeListener) {
    GrpcExchange exchange = new GrpcExchange(head, new GuardedListener(exchangeListener), this);
    Instruction frame;
    try {
      frame = instructions.call(head, arguments);
    } catch (FrameTooLargeException e) {
      String message = "the call of " + head.tool() + " can't be sent: " + e.getMessage();
      return refuse(exchange, Failure.of(Failure.Kind.TOO_LARGE, message, e));
    }
    Failure gone = exchanges.add(exchange);
    if (gone != null) {
      return refuse(exchange, gone);
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
    return exchanges.size() - stream.waiting() < concurrency + AHEAD;
  }

  void concurrency(int calls) {
    concurrency = calls;
  }

  void stop(Duration grace) {
    if (!grace.isZero()) {
      send(Instructions.stop());
    }
    ending.stop(grace);
  }

  void send(Instruction frame) {
    stream.send(frame, false);
  }

  /** Sends what the worker is to look at now, even if it is busy with user code. */
  void sendAndInterrupt(Instruction frame) {
    stream.send(frame, true);
  }

  Instructions instructions() {
    return instructions;
  }

  Probes probes() {
    return probes;
  }

  Ending ending() {
    return ending;
  }

  CompletableFuture<ByteBuffer> answer() {
    return answer;
  }

  @Override
  public void onMessage(ToJvm message) {
    ending.onMessage();
    listener.onBurst(() -> deliver(message));
    if (workerRunsLow()) {
      stream.flush();
    }
  }

  private void deliver(ToJvm message) {
    delivery.lock();
    try {
      for (Report frame : message.getFramesList()) {
        if (over) {
          return;
        }
        dispatch(frame);
      }
    } catch (WireException e) {
      over = true;
      ending.onDamage(e);
    } catch (RuntimeException | Error e) {
      // Were it thrown, gRPC would end the stream, with a status that tells nobody why.
      over = true;
      ending.onDamage(new WireException(e));
    } finally {
      delivery.unlock();
    }
  }

  @Override
  public void onClose(Status status) {
    switch (status.getCode()) {
      case OK, CANCELLED, UNAVAILABLE -> ending.onClosed(status.getCause());
      case UNKNOWN,
          INVALID_ARGUMENT,
          DEADLINE_EXCEEDED,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          RESOURCE_EXHAUSTED,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          INTERNAL,
          DATA_LOSS,
          UNAUTHENTICATED -> {
        String what = "the end of its stream, " + status.getCode() + ": " + status.getDescription();
        ending.onDamage(new WireException(what, status.asException()));
      }
    }
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
      readJournal(damaged);
      for (GrpcExchange exchange : exchanges.open()) {
        exchange.fail(failure);
      }
    } finally {
      delivery.unlock();
    }
    probes.fail(loss.reason());
    stream.close();
  }

  /** Whether only the journal can tell if a call has started. */
  boolean isInDoubt() {
    return exchanges.open().stream().anyMatch(GrpcExchange::mayHaveStarted);
  }

  /** Takes what the worker couldn't send any more; what came by the stream, too, is passed over. */
  private void readJournal(boolean damaged) {
    if (!isInDoubt()) {
      return;
    }
    for (Report frame : journal.read()) {
      try {
        switch (frame.getKindCase()) {
          case STARTED -> onLateStart(frame.getStarted().getCall());
          case ITEM -> onLateOutcome(frame.getItem().getCall(), frame, damaged);
          case FAILURE -> onLateOutcome(frame.getFailure().getCall(), frame, damaged);
          case HELLO, END, SETTLED, HOST_CALL, PROGRESS, LOG, PROBE_REPLY, KIND_NOT_SET -> {
            // Isn't left unsent, or nobody waits for it.
          }
        }
      } catch (WireException e) {
        LOGGER.warn("what a worker had still to say isn't in order", e);
        return;
      }
    }
  }

  private void onLateStart(long call) {
    GrpcExchange exchange = exchanges.find(call);
    if (exchange != null) {
      exchange.markStarted();
    }
  }

  private void onLateOutcome(long call, Report frame, boolean damaged) throws WireException {
    GrpcExchange exchange = exchanges.find(call);
    if (exchange != null && !exchange.hasOutcome() && !damaged) {
      onFrame(call, frame);
    }
  }

  /** The worker's process has ended. */
  void settle() {
    delivery.lock();
    try {
      for (GrpcExchange exchange : exchanges.open()) {
        exchange.settle();
        exchanges.remove(exchange);
      }
    } finally {
      delivery.unlock();
    }
  }

  private void dispatch(Report frame) throws WireException {
    switch (frame.getKindCase()) {
      case LOG -> onLog(frame.getLog());
      case HELLO -> onHello(frame.getHello().getDocument().asReadOnlyByteBuffer());
      case PROBE_REPLY -> probes.onReply(frame.getProbeReply().getNumber());
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

  private void onHello(ByteBuffer document) throws WireException {
    if (!answer.complete(document)) {
      throw new WireException("a second hello");
    }
  }

  private void onFrame(long call, Report frame) throws WireException {
    GrpcExchange exchange = exchanges.find(call);
    if (exchange == null) {
      throw new WireException("a frame " + frame.getKindCase() + " for no open call");
    }
    exchange.accept(frame);
    if (exchange.hasSettled()) {
      exchanges.remove(exchange);
    }
  }

  private static Exchange refuse(GrpcExchange exchange, Failure failure) {
    exchange.fail(failure);
    exchange.settle();
    return exchange;
  }

  private void onLog(Log log) {
    try {
      listener.onLog(log.getCall(), Contents.read(log.getRecord()));
    } catch (RuntimeException e) {
      LOGGER.error("the listener for logs threw", e);
    }
  }
}
