package io.snakepit.testkit.fake;

import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A call to a host tool, and the wait for its answer. */
final class FakeHostRequest implements HostRequest {

  private final FakeExchange exchange;
  private final String tool;
  private final Payload arguments;
  private final CompletableFuture<Payload> answer = new CompletableFuture<>();

  FakeHostRequest(FakeExchange exchange, String tool, Payload arguments) {
    this.exchange = exchange;
    this.tool = tool;
    this.arguments = arguments;
  }

  @Override
  public String tool() {
    return tool;
  }

  @Override
  public Payload arguments() {
    return arguments;
  }

  @Override
  public void reply(Payload result) {
    answer.complete(JsonText.copy(result));
    wake();
  }

  @Override
  public void fail(Payload error) {
    answer.completeExceptionally(new FakeHostException(JsonText.copy(error)));
    wake();
  }

  private void wake() {
    exchange.inbox().add(() -> {});
  }

  /** Waits on the call's thread, and runs the calls that are nested in it meanwhile. */
  Payload await() throws InterruptedException {
    while (!answer.isDone()) {
      Runnable nested = exchange.inbox().take();
      exchange.leave();
      nested.run();
      exchange.enter();
    }
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof FakeHostException failure ? failure : e;
    }
  }
}
