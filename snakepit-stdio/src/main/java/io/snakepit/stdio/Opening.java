package io.snakepit.stdio;

import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.spi.WorkerProcess;
import io.snakepit.wire.Budget;
import io.snakepit.wire.FrameTooLargeException;
import io.snakepit.wire.Journal;
import io.snakepit.wire.Sharing;
import io.snakepit.wire.Threads;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Starts one worker, reaches it by its carrier and has it greeted, on a thread of its own. */
final class Opening {

  private final OpenRequest request;
  private final Carrier carrier;
  private final Budget budget;
  private final CompletableFuture<Worker> opened = new CompletableFuture<>();

  private Opening(OpenRequest request, Carrier carrier) {
    this.request = request;
    this.carrier = carrier;
    this.budget = new Budget(request.startBudget());
  }

  static CompletionStage<Worker> start(OpenRequest request, Carrier carrier) {
    Opening opening = new Opening(request, carrier);
    Threads.make(request.worker(), "open", opening::run).start();
    return opening.opened;
  }

  private void run() {
    try {
      OutgoingFrame offer = Hello.offer(request.handshake().offer());
      opened.complete(usesSocket() ? overSocket(offer) : overPipes(offer));
    } catch (IOException | FrameTooLargeException e) {
      String message = "the worker can't be started: " + e.getMessage();
      opened.completeExceptionally(new WorkerOpenException(message, e));
    } catch (RuntimeException | Error e) {
      opened.completeExceptionally(e);
    }
  }

  private boolean usesSocket() {
    return switch (carrier) {
      case AUTO -> !OtherEnd.canBeFound() && Carrier.socketsWork();
      case PIPES -> false;
      case SOCKET -> true;
    };
  }

  private Worker overPipes(OutgoingFrame offer) throws IOException {
    Journal journal = new Journal(request.privateDirectory());
    List<String> arguments = new ArrayList<>(journal.arguments());
    arguments.addAll(Sharing.arguments(request));
    WorkerProcess process = request.launch(arguments);
    return greet(
        process, journal, offer, inbound -> PipeLink.to(request.worker(), process, inbound));
  }

  private Worker overSocket(OutgoingFrame offer) throws IOException {
    Path path = request.privateDirectory().resolve("wire");
    if (!SocketListener.fits(path)) {
      if (carrier == Carrier.AUTO) {
        return overPipes(offer);
      }
      throw new WorkerOpenException("the path " + path + " is too long for a socket", null);
    }
    Journal journal = new Journal(request.privateDirectory());
    List<String> arguments = new ArrayList<>(List.of("--connect", path.toString()));
    arguments.addAll(journal.arguments());
    arguments.addAll(Sharing.arguments(request));
    WorkerProcess process;
    SocketChannel channel;
    try (SocketListener listener = SocketListener.bind(path)) {
      process = request.launch(arguments);
      channel = listener.accept(process, budget);
    }
    try {
      return greet(
          process, journal, offer, inbound -> new SocketLink(request.worker(), channel, inbound));
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private Worker greet(
      WorkerProcess process, Journal journal, OutgoingFrame offer, Link.Factory links)
      throws IOException {
    Connection connection;
    try {
      connection = new Connection(request, process, journal, offer, links);
    } catch (IOException | RuntimeException | Error e) { // its buffers take memory
      process.kill();
      throw e;
    }
    return connection.greet(request.handshake(), budget);
  }
}
