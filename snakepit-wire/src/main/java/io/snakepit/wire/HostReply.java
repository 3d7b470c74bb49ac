package io.snakepit.wire;

import io.snakepit.spi.Failure;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apiguardian.api.API;

/**
 * A host call and the one answer to it.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class HostReply implements HostRequest {

  private final WireExchange exchange;
  private final String tool;
  private final Payload arguments;
  private final Sender sender;
  private final AtomicBoolean answered = new AtomicBoolean();

  /**
   * Makes a host call that hasn't been answered.
   *
   * @param exchange the call whose code calls
   * @param tool the tool that it calls
   * @param arguments the arguments, in core's form
   * @param sender sends the answer
   */
  public HostReply(WireExchange exchange, String tool, Payload arguments, Sender sender) {
    this.exchange = exchange;
    this.tool = tool;
    this.arguments = arguments;
    this.sender = sender;
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
    answer(false, result);
  }

  @Override
  public void fail(Payload error) {
    answer(true, error);
  }

  /**
   * An answer beyond the frame limit ends the whole call: the error that would tell the worker is
   * in the core's form, so only the core, which should have looked at the size, could write it.
   */
  private void answer(boolean failed, Payload payload) {
    if (!answered.compareAndSet(false, true)) {
      throw new IllegalStateException("the host call " + tool + " has been answered already");
    }
    if (exchange.hasSettled()) {
      return;
    }
    try {
      sender.send(failed, payload);
    } catch (FrameTooLargeException e) {
      String message = "the answer of the host tool " + tool + " can't be sent: " + e.getMessage();
      exchange.overrule(Failure.of(Failure.Kind.TOO_LARGE, message, e));
    }
  }

  /**
   * Sends an answer.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Sender {

    /**
     * Sends it. Doesn't wait.
     *
     * @param failed whether it is an error
     * @param answer the result or the error, in core's form
     * @throws FrameTooLargeException when it can't be sent; nothing of it was then
     */
    void send(boolean failed, Payload answer) throws FrameTooLargeException;
  }
}
