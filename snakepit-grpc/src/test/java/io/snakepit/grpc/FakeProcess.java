package io.snakepit.grpc;

import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.WorkerProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A worker's process that is only what it wrote; {@link FakeWorker} plays what runs in it. */
final class FakeProcess implements WorkerProcess {

  final ByteArrayOutputStream stdin = new ByteArrayOutputStream();
  final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
  final CompletableFuture<Void> interrupted = new CompletableFuture<>();

  private final InputStream stdout;
  private volatile Runnable death = () -> {};

  FakeProcess(String output) {
    stdout = new ByteArrayInputStream(output.getBytes(StandardCharsets.US_ASCII));
  }

  void atDeath(Runnable action) {
    death = action;
  }

  /** Its exit is known before its stream ends: the reason of the one is told for the other. */
  void die(ProcessExit how) {
    exit.complete(how);
    death.run();
  }

  static ProcessExit status(int status) {
    return new ProcessExit(OptionalInt.of(status), null);
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public OutputStream stdin() {
    return stdin;
  }

  @Override
  public InputStream stdout() {
    return stdout;
  }

  @Override
  public void interrupt() {
    interrupted.complete(null);
  }

  @Override
  public void kill() {
    die(new ProcessExit(OptionalInt.empty(), "SIGKILL"));
  }

  @Override
  public CompletionStage<ProcessExit> exit() {
    return exit;
  }
}
