package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snakepit.api.Capability;
import io.snakepit.api.LimitConfig;
import io.snakepit.spi.Handshake;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerListener;
import io.snakepit.spi.WorkerProcess;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A request whose process is a {@link FakeProcess}. */
final class FakeRequest implements OpenRequest {

  final CompletableFuture<FakeProcess> launched = new CompletableFuture<>();

  /** {@code call:text} for each log record. */
  final BlockingQueue<String> logs = new LinkedBlockingQueue<>();

  /** Signals are being delivered together, on this thread. */
  final ThreadLocal<Boolean> inBurst = ThreadLocal.withInitial(() -> false);

  Map<String, String> options = Map.of();
  LimitConfig limits = LimitConfig.defaults();
  Duration startBudget = Duration.ofSeconds(30);
  RuntimeException refusal;

  /** Starts the process, given its arguments. */
  Function<List<String>, FakeProcess> launcher = FakeProcess::new;

  /** What happens to who asks for the limits. */
  Error shortage;

  private final String worker;
  private final Path directory;

  FakeRequest(String worker, Path directory) {
    this.worker = worker;
    this.directory = directory;
  }

  @Override
  public String worker() {
    return worker;
  }

  @Override
  public Map<String, String> options() {
    return options;
  }

  @Override
  public Handshake handshake() {
    return new Handshake() {
      @Override
      public ByteBuffer offer() {
        return ByteBuffer.wrap("the offer".getBytes(UTF_8));
      }

      @Override
      public WorkerInfo accept(ByteBuffer answer) {
        if (refusal != null) {
          throw refusal;
        }
        String codec = UTF_8.decode(answer).toString();
        return new WorkerInfo(
            codec, "fake", "1", OptionalLong.empty(), Set.of(Capability.STREAMING), 1, List.of());
      }
    };
  }

  @Override
  public LimitConfig limits() {
    if (shortage != null) {
      throw shortage;
    }
    return limits;
  }

  @Override
  public Path privateDirectory() {
    return directory;
  }

  @Override
  public byte[] secret() {
    return new byte[32];
  }

  @Override
  public Duration startBudget() {
    return startBudget;
  }

  @Override
  public WorkerProcess launch(List<String> arguments) {
    FakeProcess process = launcher.apply(arguments);
    launched.complete(process);
    return process;
  }

  @Override
  public WorkerListener listener() {
    return new WorkerListener() {
      @Override
      public void onBurst(Runnable delivery) {
        inBurst.set(true);
        delivery.run();
        inBurst.set(false);
      }

      @Override
      public void onLog(long call, Payload log) {
        logs.add(call + ":" + UTF_8.decode(log.body().duplicate()));
      }
    };
  }
}
