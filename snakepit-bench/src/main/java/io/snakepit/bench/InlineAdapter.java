package io.snakepit.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auto.service.AutoService;
import io.snakepit.api.Capability;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The test kit's worker in this JVM, which answers on the thread that calls: what is left to
 * measure is the pool.
 */
@AutoService(Adapter.class)
public final class InlineAdapter implements Adapter {

  static final String NAME = "inline";

  /** The tool that answers 5. */
  static final String TOOL = "five";

  private final Adapter fake = FakeAdapter.builder(tools()).inline().build();

  /** Creates the adapter. */
  public InlineAdapter() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String wire() {
    return fake.wire();
  }

  @Override
  public Set<Capability> capabilities() {
    return fake.capabilities();
  }

  @Override
  public CompletionStage<Worker> open(OpenRequest request) {
    return fake.open(request);
  }

  private static FakeTools tools() {
    byte[] five = "5".getBytes(UTF_8);
    return new FakeTools().unary(TOOL, call -> new Payload(ByteBuffer.wrap(five), List.of()));
  }
}
