package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.util.concurrent.CompletableFuture;

/** S13: every host call gets the answer that the first one got. */
final class MixesUpHostAnswers extends BrokenAdapter {

  MixesUpHostAnswers(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    CompletableFuture<Payload> first = new CompletableFuture<>();
    return worker.begin(
        head,
        arguments,
        new ForwardingListener(listener) {
          @Override
          public void onHostCall(HostRequest request) {
            super.onHostCall(new FirstAnswer(request, first));
          }
        });
  }

  /** A request that is answered as the first one was. */
  private record FirstAnswer(HostRequest to, CompletableFuture<Payload> first)
      implements HostRequest {

    @Override
    public String tool() {
      return to.tool();
    }

    @Override
    public Payload arguments() {
      return to.arguments();
    }

    @Override
    public void reply(Payload result) {
      first.complete(result);
      to.reply(first.join());
    }

    @Override
    public void fail(Payload error) {
      to.fail(error);
    }
  }
}
