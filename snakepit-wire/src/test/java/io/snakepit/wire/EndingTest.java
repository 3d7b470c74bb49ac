package io.snakepit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.LimitConfig;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Handshake;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.WorkerListener;
import io.snakepit.spi.WorkerLoss;
import io.snakepit.spi.WorkerProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker that ends, asked to or not. */
@Timeout(60)
class EndingTest {

  @TempDir private Path directory;

  @Test
  void oneThatIsGoneBeforeItsStopHasBeenSentWholeWasStopped() {
    Obedient connection = new Obedient(new Request(directory));

    connection.stop(Duration.ofHours(1));

    assertThat(connection.loss()).extracting(WorkerLoss::kind).isEqualTo(WorkerLoss.Kind.STOPPED);
  }

  @Test
  void oneThatEndsByItselfIsGone() {
    Obedient connection = new Obedient(new Request(directory));

    connection.end();

    assertThat(connection.loss()).extracting(WorkerLoss::kind).isEqualTo(WorkerLoss.Kind.GONE);
  }

  /** As long as it lives, it could begin one that is taken to have never begun. */
  @Test
  void oneThatIsBeingKilledIsGivenNoMoreCalls() throws Exception {
    Files.createFile(directory.resolve("journal"));
    Request request = new Request(directory);
    Obedient connection = new Obedient(request);
    assertThat(connection.open(new Call(1, connection))).isTrue();
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    request.atKill.set(
        () -> {
          taken.complete(connection.open(new Call(2, connection)));
          request.exit.complete(new ProcessExit(OptionalInt.empty(), "SIGKILL"));
        });

    connection.onDamage(new WireException("nonsense"));

    connection.loss();
    assertThat(taken).isCompletedWithValue(false);
  }

  /** One that tells of its start. */
  private static final class Call extends WireExchange {

    Call(long id, Obedient connection) {
      super(
          new CallHead(id, 0, "tool", "", 0, false, 1, true, false, Map.of()),
          new Deaf(),
          connection);
    }

    @Override
    protected void sendCredit(int items) {}

    @Override
    protected void sendCancel(boolean running) {}
  }

  /** Its worker has ended, and been buried, when it is told to. */
  private static final class Obedient extends WireConnection<WireExchange> {

    private final Request request;

    Obedient(Request request) {
      super(request, request, new Journal(request.privateDirectory()));
      this.request = request;
      ending().watch();
    }

    /** The worker ends; returns when it has been buried. */
    void end() {
      onEndOfInput(null);
      request.exit.complete(new ProcessExit(OptionalInt.of(0), null));
      loss();
    }

    WorkerLoss loss() {
      return ending().lost().toCompletableFuture().join();
    }

    @Override
    protected void sendStop() {
      end();
    }

    @Override
    protected void start() {}

    @Override
    protected Exchange begin(CallHead head, Payload arguments, ExchangeListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void sendProbe(long number) {}

    @Override
    protected void readJournal(ByteBuffer frames, LastWords<WireExchange> words) {}

    @Override
    protected void close() {}
  }

  /** A request, and the process that it launches. */
  private record Request(
      Path privateDirectory, CompletableFuture<ProcessExit> exit, AtomicReference<Runnable> atKill)
      implements OpenRequest, WorkerProcess {

    Request(Path privateDirectory) {
      this(privateDirectory, new CompletableFuture<>(), new AtomicReference<>(() -> {}));
    }

    @Override
    public String worker() {
      return "obedient";
    }

    @Override
    public Map<String, String> options() {
      return Map.of();
    }

    @Override
    public Handshake handshake() {
      throw new UnsupportedOperationException();
    }

    @Override
    public LimitConfig limits() {
      return LimitConfig.defaults();
    }

    @Override
    public byte[] secret() {
      return new byte[32];
    }

    @Override
    public Duration startBudget() {
      return Duration.ofHours(1);
    }

    @Override
    public WorkerProcess launch(List<String> arguments) {
      return this;
    }

    @Override
    public WorkerListener listener() {
      return new WorkerListener() {
        @Override
        public void onBurst(Runnable delivery) {
          delivery.run();
        }

        @Override
        public void onLog(long call, Payload log) {}
      };
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
    public void kill() {
      atKill.get().run();
    }
  }
}
