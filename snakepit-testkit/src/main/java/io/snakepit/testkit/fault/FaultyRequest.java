package io.snakepit.testkit.fault;

import io.snakepit.api.LimitConfig;
import io.snakepit.spi.Handshake;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.ProcessExit;
import io.snakepit.spi.WorkerListener;
import io.snakepit.spi.WorkerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A request whose process writes to an output that can be spoilt. */
final class FaultyRequest implements OpenRequest {

  private final OpenRequest request;
  private volatile @Nullable FaultyOutput output;

  FaultyRequest(OpenRequest request) {
    this.request = request;
  }

  /** What the process writes; null when none was launched. */
  @Nullable FaultyOutput output() {
    return output;
  }

  @Override
  public WorkerProcess launch(List<String> arguments) throws IOException {
    WorkerProcess process = request.launch(arguments);
    FaultyOutput made = new FaultyOutput(process.stdout());
    output = made;
    return new FaultyProcess(process, made);
  }

  @Override
  public String worker() {
    return request.worker();
  }

  @Override
  public Map<String, String> options() {
    return request.options();
  }

  @Override
  public Handshake handshake() {
    return request.handshake();
  }

  @Override
  public LimitConfig limits() {
    return request.limits();
  }

  @Override
  public Path privateDirectory() throws IOException {
    return request.privateDirectory();
  }

  @Override
  public byte[] secret() {
    return request.secret();
  }

  @Override
  public Duration startBudget() {
    return request.startBudget();
  }

  @Override
  public WorkerListener listener() {
    return request.listener();
  }

  /** A process, all its own but for its output. */
  private record FaultyProcess(WorkerProcess process, FaultyOutput output)
      implements WorkerProcess {

    @Override
    public OptionalLong pid() {
      return process.pid();
    }

    @Override
    public OutputStream stdin() {
      return process.stdin();
    }

    @Override
    public InputStream stdout() {
      return output;
    }

    @Override
    public void interrupt() {
      process.interrupt();
    }

    @Override
    public void kill() {
      process.kill();
    }

    @Override
    public CompletionStage<ProcessExit> exit() {
      return process.exit();
    }
  }
}
