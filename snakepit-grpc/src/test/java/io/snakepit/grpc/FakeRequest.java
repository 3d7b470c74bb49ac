package io.snakepit.grpc;

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

/** A request whose process is a {@link FakeProcess}. */
final class FakeRequest implements OpenRequest {

  static final byte[] SECRET = new byte[32];

  /** The arguments, once it is launched. */
  final CompletableFuture<List<String>> launched = new CompletableFuture<>();

  /** {@code call:text} for each log record. */
  final BlockingQueue<String> logs = new LinkedBlockingQueue<>();

  Map<String, String> options = Map.of();
  LimitConfig limits = LimitConfig.defaults();
  Duration startBudget = Duration.ofSeconds(30);
  RuntimeException refusal;

  /** Why there is no offer, if there is none. */
  RuntimeException offerless;

  /** Calls that the worker runs at once. */
  int concurrency = 1;

  /** The process that is launched. */
  FakeProcess process = new FakeProcess("");

  private final Path directory;

  FakeRequest(Path directory) {
    this.directory = directory;
  }

  @Override
  public String worker() {
    return "fake-1";
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
        if (offerless != null) {
          throw offerless;
        }
        return ByteBuffer.wrap("the offer".getBytes(UTF_8));
      }

      @Override
      public WorkerInfo accept(ByteBuffer answer) {
        if (refusal != null) {
          throw refusal;
        }
        String codec = UTF_8.decode(answer).toString();
        return new WorkerInfo(
            codec,
            "fake",
            "1",
            OptionalLong.empty(),
            Set.of(Capability.STREAMING),
            concurrency,
            List.of());
      }
    };
  }

  @Override
  public LimitConfig limits() {
    return limits;
  }

  @Override
  public Path privateDirectory() {
    return directory;
  }

  @Override
  public byte[] secret() {
    return SECRET.clone();
  }

  @Override
  public Duration startBudget() {
    return startBudget;
  }

  @Override
  public WorkerProcess launch(List<String> arguments) {
    launched.complete(arguments);
    return process;
  }

  @Override
  public WorkerListener listener() {
    return (long call, Payload log) -> logs.add(call + ":" + UTF_8.decode(log.body().duplicate()));
  }
}
