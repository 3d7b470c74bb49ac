package io.snakepit.core.template;

import io.snakepit.core.contents.TemplateOrder;
import io.snakepit.core.process.LaunchedProcess;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a template its orders, one at a time. Any number of threads. */
final class Orders {

  private static final Logger logger = LoggerFactory.getLogger(Orders.class);

  private final String template;
  private final LaunchedProcess process;

  Orders(String template, LaunchedProcess process) {
    this.template = template;
    this.process = process;
  }

  /** Fork a process. That it can't be told is for who reads it, who knows why. */
  void fork(int number, List<String> arguments) {
    sendIfThere(TemplateOrder.fork(number, arguments));
  }

  /**
   * Let it be a worker.
   *
   * @throws IOException when the template can't be told
   */
  void go(int number) throws IOException {
    send(TemplateOrder.go(number));
  }

  /** End it instead. With a template that is gone, so is it. */
  void drop(int number) {
    sendIfThere(TemplateOrder.drop(number));
  }

  private void sendIfThere(TemplateOrder order) {
    try {
      send(order);
    } catch (IOException gone) {
      logger.debug("template {} can't be told to {}", template, order.order(), gone);
    }
  }

  private synchronized void send(TemplateOrder order) throws IOException {
    process.stdin().write(order.toBytes());
  }
}
