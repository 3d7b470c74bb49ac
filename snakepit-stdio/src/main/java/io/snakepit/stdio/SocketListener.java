package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.WorkerOpenException;
import io.snakepit.spi.WorkerProcess;
import io.snakepit.wire.Budget;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Waits at a Unix socket for the one worker that is to connect there. */
final class SocketListener implements AutoCloseable {

  /** Unix systems hold socket paths in a field of about this size. */
  private static final int LONGEST_PATH = 99;

  private final Path path;
  private final ServerSocketChannel server;

  private SocketListener(Path path, ServerSocketChannel server) {
    this.path = path;
    this.server = server;
  }

  /** Whether a socket's path isn't too long for every system. */
  static boolean fits(Path path) {
    return path.toString().getBytes(UTF_8).length <= LONGEST_PATH;
  }

  static SocketListener bind(Path path) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path), 1);
      server.configureBlocking(false);
      return new SocketListener(path, server);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Waits for the connection. When none comes, the process is killed.
   *
   * @throws WorkerOpenException when the budget is used up or the process has ended
   */
  SocketChannel accept(WorkerProcess process, Budget budget) throws IOException {
    CompletableFuture<ProcessExit> exit = process.exit().toCompletableFuture();
    SocketChannel channel = null;
    try (Selector selector = Selector.open()) {
      server.register(selector, SelectionKey.OP_ACCEPT);
      // on the future that is asked below: it may complete after others of the same stage
      exit.whenComplete((how, failure) -> selector.wakeup());
      while ((channel = server.accept()) == null) {
        if (exit.isDone()) {
          throw new WorkerOpenException(describe(exit) + " before it connected", null);
        }
        if (budget.nanosLeft() <= 0) {
          throw new WorkerOpenException(
              "the worker didn't connect to its socket within "
                  + budget
                  + "; one that knows pipes only needs the option carrier=pipes",
              null);
        }
        selector.select(budget.millisLeft());
        selector.selectedKeys().clear();
      }
      return channel;
    } finally {
      if (channel == null) {
        process.kill();
      }
    }
  }

  /** Removes the socket; a connection that was accepted stays. */
  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }

  private static String describe(CompletableFuture<ProcessExit> exit) {
    return exit.isCompletedExceptionally()
        ? "the worker ended"
        : "the worker " + exit.join().describe();
  }
}
