package io.snakepit.core.process;

import io.snakepit.spi.ProcessExit;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** A process whose end is in the test's hands. */
final class DyingProcess implements LaunchedProcess {

  final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
  final CompletableFuture<Void> drained = new CompletableFuture<>();
  boolean killed;

  @Override
  public CompletionStage<ProcessExit> exit() {
    return exit;
  }

  @Override
  public CompletionStage<?> stderrDrained() {
    return drained;
  }

  @Override
  public List<String> stderrTail(long since) {
    return Stream.of("first words", "last words").skip(since).toList();
  }

  @Override
  public long stderrLines() {
    return 2;
  }

  @Override
  public void addToTail(String line) {}

  @Override
  public boolean wasKilled() {
    return killed;
  }

  @Override
  public String describe(ProcessExit how) {
    return how.describe() + ", it seems";
  }

  @Override
  public OptionalLong residentBytes() {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public OutputStream stdin() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public InputStream stdout() {
    return InputStream.nullInputStream();
  }

  @Override
  public void interrupt() {}

  @Override
  public void kill() {}
}
