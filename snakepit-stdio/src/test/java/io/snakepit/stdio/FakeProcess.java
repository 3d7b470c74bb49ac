package io.snakepit.stdio;

import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.WorkerProcess;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A worker's process that is only a pair of pipes; the test plays what runs in it. The pipe from it
 * comes out of another process, as that of a worker does.
 */
final class FakeProcess implements WorkerProcess {

  final List<String> arguments;
  final Pipe toWorker = openPipe();
  final PipeFromProcess fromWorker = new PipeFromProcess();
  final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();

  /** What happened to it, in order. */
  final List<String> events = new CopyOnWriteArrayList<>();

  /** Kills are noted but have no effect. */
  volatile boolean immortal;

  /** Nobody is told its number. */
  volatile boolean withoutNumber;

  /** What {@link #interrupt()} does besides being noted. */
  volatile Runnable onInterrupt = () -> {};

  private final OutputStream stdin =
      new UninterruptibleOutput(Channels.newOutputStream(toWorker.sink()));
  private final List<Closeable> workerEnds = new CopyOnWriteArrayList<>();

  FakeProcess(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
    closeAtDeath(toWorker.source());
    closeAtDeath(fromWorker.sink());
  }

  /** One of a machine that isn't this one. */
  static FakeProcess withoutNumber(List<String> arguments) {
    FakeProcess process = new FakeProcess(arguments);
    process.withoutNumber = true;
    return process;
  }

  /** Adds a descriptor of the process that is closed when it dies. */
  void closeAtDeath(Closeable end) {
    workerEnds.add(end);
  }

  /** Dies and closes all its descriptors. */
  void die(ProcessExit how) {
    workerEnds.forEach(FakeProcess::close);
    exit.complete(how);
  }

  /** Dies while a descendant keeps its descriptors open. */
  void dieHeldOpen(ProcessExit how) {
    exit.complete(how);
  }

  static ProcessExit status(int status) {
    return new ProcessExit(OptionalInt.of(status), null);
  }

  @Override
  public OptionalLong pid() {
    return withoutNumber ? OptionalLong.empty() : fromWorker.pid();
  }

  @Override
  public OutputStream stdin() {
    return stdin;
  }

  @Override
  public InputStream stdout() {
    return fromWorker.source();
  }

  @Override
  public void interrupt() {
    events.add("interrupt");
    onInterrupt.run();
  }

  @Override
  public void kill() {
    events.add("kill");
    if (!immortal) {
      die(new ProcessExit(OptionalInt.empty(), "SIGKILL"));
    }
  }

  @Override
  public CompletionStage<ProcessExit> exit() {
    return exit;
  }

  private static Pipe openPipe() {
    try {
      return Pipe.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(Closeable end) {
    try {
      end.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
