package io.snakepit.grpc;

import io.snakepit.grpc.v1.Instruction;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.spi.WorkerProcess;
import io.snakepit.wire.Budget;
import io.snakepit.wire.Journal;
import io.snakepit.wire.Sharing;
import io.snakepit.wire.Threads;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts one worker, tells it the secret, learns where it listens and has it greeted, on a thread
 * of its own.
 */
final class Opening {

  private static final String HOST = "127.0.0.1";

  /** How long a process may take to exit by itself: how it did says more than anything else. */
  private static final long EXIT_MILLIS = 200;

  /** How long a killed process is waited for: after that, its handle isn't to be trusted. */
  private static final long KILL_MILLIS = 2000;

  private final OpenRequest request;
  private final Carrier carrier;
  private final PortRange ports;
  private final Budget budget;
  private final CompletableFuture<Worker> opened = new CompletableFuture<>();

  private Opening(OpenRequest request, Carrier carrier, PortRange ports) {
    this.request = request;
    this.carrier = carrier;
    this.ports = ports;
    this.budget = new Budget(request.startBudget());
  }

  static CompletionStage<Worker> start(OpenRequest request, Carrier carrier, PortRange ports) {
    Opening opening = new Opening(request, carrier, ports);
    Threads.make(request.worker(), "open", opening::run).start();
    return opening.opened;
  }

  private void run() {
    try {
      opened.complete(usesUnixSocket() ? overUnixSocket() : overTcp());
    } catch (IOException e) {
      String message = "the worker can't be started: " + e.getMessage();
      opened.completeExceptionally(new WorkerOpenException(message, e));
    } catch (RuntimeException | Error e) {
      opened.completeExceptionally(e);
    }
  }

  private boolean usesUnixSocket() throws IOException {
    return switch (carrier) {
      case AUTO -> Transport.hasUnixSockets() && Transport.fits(socket());
      case UNIX -> {
        if (!Transport.hasUnixSockets()) {
          throw new WorkerOpenException(
              "Unix sockets can't be had here, as they can on Linux; the option carrier=tcp works",
              null);
        }
        if (!Transport.fits(socket())) {
          throw new WorkerOpenException("the path " + socket() + " is too long for a socket", null);
        }
        yield true;
      }
      case TCP -> false;
    };
  }

  private Path socket() throws IOException {
    return request.privateDirectory().resolve("wire");
  }

  private Worker overUnixSocket() throws IOException {
    Path path = socket();
    return greet(
        "unix:" + path,
        announced -> Transport.unix(request.worker(), path, request.limits().frameBytes()));
  }

  private Worker overTcp() throws IOException {
    return greet(
        ports.text().isEmpty() ? "tcp" : "tcp:" + ports.text(),
        announced ->
            Transport.tcp(request.worker(), HOST, announced.port(), request.limits().frameBytes()));
  }

  private Worker greet(String listen, TransportFactory transports) throws IOException {
    Instruction hello = Instructions.hello(request.handshake().offer()); // first: it may fail
    String frameLimit = String.valueOf(request.limits().frameBytes());
    Journal journal = new Journal(request.privateDirectory());
    List<String> arguments = new ArrayList<>(List.of("--listen", listen, "--frame", frameLimit));
    arguments.addAll(journal.arguments());
    arguments.addAll(Sharing.arguments(request));
    WorkerProcess process = request.launch(arguments);
    Connection connection = null;
    try {
      tellSecret(process);
      Announcement announced = Announcement.read(request.worker(), process.stdout());
      connection = new Connection(request, process, transports.make(announced), journal, hello);
    } catch (IOException | WorkerOpenException e) {
      throw bury(process, e);
    } finally {
      if (connection == null) {
        process.kill();
      }
    }
    return connection.greet(request.handshake(), budget);
  }

  private void tellSecret(WorkerProcess process) throws IOException {
    try (OutputStream stdin = process.stdin()) {
      stdin.write(request.secret());
    } catch (IOException e) {
      // It has ended, or doesn't read: what it wrote, or how it ended, says why.
      if (!process.exit().toCompletableFuture().isDone()) {
        throw e;
      }
    }
  }

  private static WorkerOpenException bury(WorkerProcess process, Exception cause) {
    CompletableFuture<ProcessExit> exit = process.exit().toCompletableFuture();
    boolean exited = await(exit, EXIT_MILLIS);
    process.kill();
    await(exit, KILL_MILLIS);
    if (cause instanceof WorkerOpenException told) {
      return told;
    }
    String how =
        exited && !exit.isCompletedExceptionally()
            ? "the worker " + exit.join().describe()
            : cause instanceof EOFException
                ? "the worker closed its output"
                : "the worker can't be reached (" + cause.getMessage() + ")";
    return new WorkerOpenException(how + " before it said where it listens", cause);
  }

  private static boolean await(CompletableFuture<ProcessExit> exit, long millis) {
    try {
      exit.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Makes the transport to a worker that has said where it listens. */
  @FunctionalInterface
  private interface TransportFactory {
    Transport make(Announcement announced);
  }
}
