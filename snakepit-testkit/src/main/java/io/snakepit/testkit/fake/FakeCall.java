package io.snakepit.testkit.fake;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A call, as the code of its tool sees it. Unless said otherwise, for the thread that runs the
 * tool.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FakeCall {

  private final FakeWorker worker;
  private final FakeExchange exchange;
  private final Payload arguments;
  private @Nullable CompletionStage<?> settling;

  FakeCall(FakeWorker worker, FakeExchange exchange, Payload arguments) {
    this.worker = worker;
    this.exchange = exchange;
    this.arguments = arguments;
  }

  /**
   * The head it was begun with.
   *
   * @return the head
   */
  public CallHead head() {
    return exchange.head();
  }

  /**
   * The encoded arguments.
   *
   * @return the payload
   */
  public Payload arguments() {
    return arguments;
  }

  /**
   * The body of the arguments.
   *
   * @return JSON
   */
  public String json() {
    return JsonText.of(arguments);
  }

  /**
   * The worker that runs it.
   *
   * @return the worker
   */
  public FakeWorker worker() {
    return worker;
  }

  /**
   * The state of the call's session on this worker. Safe for use by several threads.
   *
   * @return from any key to any value; of the call alone when it has no session
   */
  public Map<String, Object> session() {
    return worker.session(head().session());
  }

  /**
   * Calls a host tool and waits for its answer. Calls nested in this one run on this thread
   * meanwhile.
   *
   * @param tool its name
   * @param arguments its encoded arguments
   * @return the encoded result
   * @throws FakeHostException when the host tool failed
   * @throws InterruptedException when the call was cancelled meanwhile
   */
  public Payload callHost(String tool, Payload arguments) throws InterruptedException {
    worker.requireHostCalls();
    FakeHostRequest request = new FakeHostRequest(exchange, tool, JsonText.copy(arguments));
    exchange.hostCall(request);
    return request.await();
  }

  /**
   * Reports progress. May be called by any thread.
   *
   * @param progress in the core's form
   */
  public void progress(Payload progress) {
    exchange.progress(JsonText.copy(progress));
  }

  /**
   * Logs. May be called by any thread.
   *
   * @param log the record in the core's form
   */
  public void log(Payload log) {
    worker.log(head().id(), JsonText.copy(log));
  }

  /**
   * Whether the caller wants it to stop. May be called by any thread.
   *
   * @return true from then on
   */
  public boolean isCancelled() {
    return exchange.isCancelled();
  }

  /**
   * Whether its worker is gone: what ignores a cancel must end here, since nothing can kill a
   * thread. May be called by any thread.
   *
   * @return true from then on
   */
  public boolean isLost() {
    return exchange.isLost();
  }

  /**
   * Makes the call settle only when something has happened after its code has ended.
   *
   * @param stage settles the call when it completes, in whichever way
   */
  public void settleAfter(CompletionStage<?> stage) {
    settling = stage;
  }

  /**
   * Ends the worker as if its process had crashed.
   *
   * @param reason one line for people
   * @return never
   */
  public RuntimeException crash(String reason) {
    worker.kill(reason);
    throw new FakeDeath(reason);
  }

  /**
   * Ends the worker as if it had sent what nobody can read.
   *
   * @param reason one line for people
   * @return never
   */
  public RuntimeException damageWire(String reason) {
    worker.damage(reason);
    throw new FakeDeath(reason);
  }

  @Nullable CompletionStage<?> settling() {
    return settling;
  }
}
