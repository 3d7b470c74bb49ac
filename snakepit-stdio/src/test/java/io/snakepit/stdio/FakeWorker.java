package io.snakepit.stdio;

import static io.snakepit.stdio.WireWriter.hello;

import io.snakepit.api.LimitConfig;
import io.snakepit.spi.Worker;
import io.snakepit.stdio.WireReader.Received;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A worker whose side of the wire the test plays, and the adapter's side of the same worker. */
final class FakeWorker implements AutoCloseable {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  final String name = "fake-" + NUMBER.incrementAndGet();
  final FakeRequest request;
  final CompletableFuture<Worker> opening;
  final FakeProcess process;

  private final Path directory;
  private final ReadableByteChannel input;
  private final WritableByteChannel output;
  private final WireReader reader;

  private FakeWorker(
      Carrier carrier, LimitConfig limits, Function<List<String>, FakeProcess> launcher)
      throws Exception {
    this(carrier, Map.of(), limits, launcher);
  }

  private FakeWorker(
      Carrier carrier,
      Map<String, String> options,
      LimitConfig limits,
      Function<List<String>, FakeProcess> launcher)
      throws Exception {
    directory = Files.createTempDirectory("stdio");
    request = new FakeRequest(name, directory);
    request.options = new HashMap<>(options);
    request.options.put(Carrier.OPTION, carrier.optionValue());
    request.limits = limits;
    request.launcher = launcher;
    opening = new StdioAdapter().open(request).toCompletableFuture();
    process = request.launched.get(30, TimeUnit.SECONDS);
    if (!process.arguments.contains("--connect")) {
      input = process.toWorker.source();
      output = process.fromWorker.sink();
    } else {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(process.arguments.get(1)));
      process.closeAtDeath(channel);
      input = channel;
      output = channel;
    }
    reader = new WireReader(input);
  }

  /** A worker that was started and has yet to say hello. */
  static FakeWorker starting(Carrier carrier) throws Exception {
    return new FakeWorker(carrier, LimitConfig.defaults(), FakeProcess::new);
  }

  /** A worker that is ready for calls. */
  static FakeWorker ready(Carrier carrier) throws Exception {
    return ready(carrier, LimitConfig.defaults());
  }

  /** A worker that is ready for calls. */
  static FakeWorker ready(Carrier carrier, LimitConfig limits) throws Exception {
    return ready(new FakeWorker(carrier, limits, FakeProcess::new));
  }

  /** A worker that is ready for calls. */
  static FakeWorker ready(Carrier carrier, Map<String, String> options, LimitConfig limits)
      throws Exception {
    return ready(new FakeWorker(carrier, options, limits, FakeProcess::new));
  }

  /** A worker that is ready for calls. */
  static FakeWorker ready(Carrier carrier, Function<List<String>, FakeProcess> launcher)
      throws Exception {
    return ready(new FakeWorker(carrier, LimitConfig.defaults(), launcher));
  }

  private static FakeWorker ready(FakeWorker fake) throws Exception {
    fake.read();
    fake.write(hello("json"));
    fake.worker();
    return fake;
  }

  /** The adapter's worker, when it has been opened. */
  Worker worker() throws InterruptedException, ExecutionException, TimeoutException {
    return opening.get(30, TimeUnit.SECONDS);
  }

  /** The next frame from the JVM. */
  Received read() throws IOException {
    return reader.read();
  }

  /** Writes all bytes. */
  void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      output.write(buffer);
    }
  }

  /** Where it may keep its journal. */
  Path journal() {
    return directory.resolve("journal");
  }

  /** Ends its output, and lives on. */
  void hangUp() throws IOException {
    input.close();
    output.close();
  }

  /** Whether the socket's file is there. */
  boolean hasSocketFile() throws IOException {
    try (var files = Files.list(directory)) {
      return files.findAny().isPresent();
    }
  }

  /** Ends it and waits until it is gone. */
  @Override
  public void close() throws IOException {
    process.immortal = false;
    process.kill();
    opening
        .thenCompose(Worker::lost)
        .handle((loss, failure) -> loss)
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
    process.toWorker.sink().close();
    process.fromWorker.source().close();
    process.fromWorker.close();
    Files.deleteIfExists(journal());
    Files.deleteIfExists(directory);
  }
}
