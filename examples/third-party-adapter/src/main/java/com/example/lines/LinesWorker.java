package com.example.lines;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Failure;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerLoss;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.spi.WorkerProcess;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A worker at the other end of two pipes. One thread reads and gives all signals, another writes;
 * everybody else only puts messages into the outbox.
 */
final class LinesWorker implements Worker {

  /** How long what a dead worker had written may take to be read. */
  private static final Duration LAST_WORDS = Duration.ofMillis(300);

  /** How long a worker may take to look at its input before it is told again. */
  private static final Duration NUDGE = Duration.ofMillis(50);

  /** How long a killed process may take to be gone. */
  private static final Duration KILL = Duration.ofSeconds(2);

  private static final int BUFFER = 64 << 10;

  private final OpenRequest request;
  private final CompletableFuture<Worker> opened = new CompletableFuture<>();
  private final CompletableFuture<WorkerLoss> lost = new CompletableFuture<>();
  private final Map<Long, LinesExchange> exchanges = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<Void>> probes = new ConcurrentHashMap<>();
  private final AtomicLong lastProbe = new AtomicLong();

  /** Signals are given under this lock, one at a time. */
  private final Object delivery = new Object();

  private volatile WorkerProcess process;
  private volatile Outbox outbox;
  private volatile WorkerInfo info;
  private volatile boolean stopping;

  /** Why nothing is read any more; null as long as it is. */
  private volatile WorkerLoss loss;

  LinesWorker(OpenRequest request) {
    this.request = request;
  }

  /** Starting a process blocks, so it is done on the thread that is going to read. */
  CompletionStage<Worker> open() {
    Thread thread = new Thread(this::run, request.worker() + "-io");
    thread.setDaemon(true);
    thread.start();
    return opened;
  }

  private void run() {
    try {
      process = request.launch(List.of());
    } catch (IOException | RuntimeException failure) {
      opened.completeExceptionally(
          new WorkerOpenException("its process can't be started: " + failure, failure));
      return;
    }
    process
        .exit()
        .thenAccept(exit -> Later.run(LAST_WORDS, () -> end("it " + exit.describe())));
    outbox = new Outbox(request.worker(), process.stdin());
    outbox.send(Message.of("hello").with(new Payload(request.handshake().offer(), List.of())));
    read();
  }

  private void read() {
    try (InputStream in = new BufferedInputStream(process.stdout(), BUFFER)) {
      long limit = request.limits().frameBytes();
      Message message;
      while ((message = Message.read(in, limit)) != null) {
        synchronized (delivery) {
          if (loss != null) {
            return;
          }
          accept(message);
        }
      }
      end("it closed its connection");
    } catch (DamageException damage) {
      String reason = "the worker sent " + damage.getMessage();
      end(new WorkerLoss(WorkerLoss.Kind.PROTOCOL, reason, damage));
    } catch (IOException broken) {
      end("its connection broke: " + broken.getMessage());
    } catch (RuntimeException | Error failure) {
      // Were it thrown, callers would wait for a thread that is no more (S1).
      end(new WorkerLoss(WorkerLoss.Kind.PROTOCOL, "reading failed: " + failure, failure));
    }
  }

  private void accept(Message message) throws DamageException {
    switch (message.type()) {
      case "hello" -> onHello(message);
      case "log" -> request.listener().onLog(message.number("id"), message.payload());
      case "probed" -> {
        CompletableFuture<Void> probe = probes.remove(message.number("id"));
        if (probe != null) {
          probe.complete(null);
        }
      }
      default -> {
        LinesExchange exchange = exchanges.get(message.number("id"));
        if (exchange == null) {
          throw new DamageException("a message for no open call");
        }
        exchange.accept(message);
        if (exchange.hasSettled()) {
          exchanges.remove(exchange.id());
        }
      }
    }
  }

  /** What the core throws because it doesn't like the answer goes to who opened the worker. */
  private void onHello(Message message) throws DamageException {
    if (info != null) {
      throw new DamageException("a second hello");
    }
    ByteBuffer answer = message.payload().body();
    try {
      info = request.handshake().accept(answer);
    } catch (RuntimeException refusal) {
      opened.completeExceptionally(refusal);
      end("its hello was refused");
      return;
    }
    opened.complete(this);
  }

  @Override
  public WorkerInfo info() {
    return info;
  }

  /**
   * Sends a call. A nested one is refused, for this adapter declines REENTRANT; the core knows and
   * never sends one.
   */
  @Override
  public Exchange begin(CallHead head, Payload arguments, ExchangeListener listener) {
    long limit = request.limits().frameBytes();
    LinesExchange exchange = new LinesExchange(head, listener, outbox, this::nudge, limit);
    Failure refusal = refusal(head, arguments, limit);
    if (refusal != null) {
      exchange.end(refusal);
      return exchange;
    }
    exchanges.put(head.id(), exchange);
    if (loss != null) {
      synchronized (delivery) { // who ends the worker may have seen this exchange, or not
        exchanges.remove(head.id());
        exchange.end(lostBecause(loss));
      }
      return exchange;
    }
    outbox.send(exchange.message(arguments));
    return exchange;
  }

  private Failure refusal(CallHead head, Payload arguments, long limit) {
    if (arguments.size() > limit) {
      String message =
          "the arguments have "
              + arguments.size()
              + " bytes; they may have "
              + limit
              + " (limits.frame-bytes)";
      return Failure.of(Failure.Kind.TOO_LARGE, message, null);
    }
    return head.parent() == 0
        ? null
        : Failure.of(Failure.Kind.WITHDRAWN, "this wire carries no nested calls", null);
  }

  /**
   * Makes code that is busy look at its input. A signal may be lost on a thread that is about to
   * wait: it is sent again until what follows the cancel has been read, too.
   */
  private void nudge() {
    Later.until(probe().toCompletableFuture(), NUDGE, () -> process.interrupt());
  }

  @Override
  public CompletionStage<Void> probe() {
    long id = lastProbe.incrementAndGet();
    CompletableFuture<Void> probe = new CompletableFuture<>();
    probes.put(id, probe);
    if (loss != null) {
      probe.completeExceptionally(new IOException(loss.reason()));
    }
    outbox.send(Message.of("probe").with("id", id));
    return probe;
  }

  @Override
  public void stop(Duration grace) {
    stopping = true;
    if (grace.isZero()) {
      process.kill();
      return;
    }
    outbox.send(Message.of("stop"));
    Later.run(grace, process::kill);
  }

  @Override
  public CompletionStage<WorkerLoss> lost() {
    return lost;
  }

  private void end(String why) {
    end(new WorkerLoss(WorkerLoss.Kind.GONE, "the worker is gone: " + why, null));
  }

  /** The worker is of no use any more: its calls fail now, and settle when its process is gone. */
  private void end(WorkerLoss reason) {
    synchronized (delivery) {
      if (loss != null) {
        return;
      }
      loss =
          stopping && reason.kind() == WorkerLoss.Kind.GONE
              ? new WorkerLoss(WorkerLoss.Kind.STOPPED, "the worker was stopped", null)
              : reason;
      exchanges.values().forEach(exchange -> exchange.fail(lostBecause(loss)));
    }
    opened.completeExceptionally(new WorkerOpenException(loss.reason(), loss.cause()));
    probes.values().forEach(probe -> probe.completeExceptionally(new IOException(loss.reason())));
    outbox.close();
    process.kill();
    CompletableFuture<Void> gone = process.exit().toCompletableFuture().thenAccept(exit -> {});
    gone.thenRun(this::bury);
    Later.run(KILL, () -> gone.complete(null));
  }

  private void bury() {
    synchronized (delivery) {
      exchanges.values().forEach(LinesExchange::settle);
      exchanges.clear();
    }
    lost.complete(loss);
  }

  private static Failure lostBecause(WorkerLoss loss) {
    Failure.Kind kind =
        loss.kind() == WorkerLoss.Kind.PROTOCOL ? Failure.Kind.PROTOCOL : Failure.Kind.LOST;
    return Failure.of(kind, loss.reason(), loss.cause());
  }
}
