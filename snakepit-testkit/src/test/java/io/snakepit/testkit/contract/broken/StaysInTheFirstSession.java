package io.snakepit.testkit.contract.broken;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Exchange;
import io.snakepit.spi.ExchangeListener;
import io.snakepit.spi.Payload;
import io.snakepit.spi.Worker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** S10: once a worker has served a session, all its calls belong to that. */
final class StaysInTheFirstSession extends BrokenAdapter {

  private final Map<Worker, String> first = new ConcurrentHashMap<>();

  StaysInTheFirstSession(Adapter good) {
    super(good);
  }

  @Override
  Exchange begin(Worker worker, CallHead head, Payload arguments, ExchangeListener listener) {
    if (!head.session().isEmpty()) {
      first.putIfAbsent(worker, head.session());
    }
    String session = first.getOrDefault(worker, "");
    return worker.begin(Heads.withSession(head, session), arguments, listener);
  }
}
