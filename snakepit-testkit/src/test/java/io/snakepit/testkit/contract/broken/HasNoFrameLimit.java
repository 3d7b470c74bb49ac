package io.snakepit.testkit.contract.broken;

import io.snakepit.api.LimitConfig;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Handshake;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.WorkerListener;
import io.snakepit.spi.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** S4: messages may be as large as they like. */
final class HasNoFrameLimit extends BrokenAdapter {

  HasNoFrameLimit(Adapter good) {
    super(good);
  }

  @Override
  OpenRequest request(OpenRequest request) {
    return new Unlimited(request);
  }

  /** A request without its limits. */
  private record Unlimited(OpenRequest to) implements OpenRequest {

    @Override
    public String worker() {
      return to.worker();
    }

    @Override
    public Map<String, String> options() {
      return to.options();
    }

    @Override
    public Handshake handshake() {
      return to.handshake();
    }

    @Override
    public LimitConfig limits() {
      return to.limits().withFrameBytes(Integer.MAX_VALUE);
    }

    @Override
    public Path privateDirectory() throws IOException {
      return to.privateDirectory();
    }

    @Override
    public byte[] secret() {
      return to.secret();
    }

    @Override
    public Duration startBudget() {
      return to.startBudget();
    }

    @Override
    public WorkerProcess launch(List<String> arguments) throws IOException {
      return to.launch(arguments);
    }

    @Override
    public WorkerListener listener() {
      return to.listener();
    }
  }
}
