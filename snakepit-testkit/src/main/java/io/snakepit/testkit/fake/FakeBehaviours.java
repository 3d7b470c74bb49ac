package io.snakepit.testkit.fake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apiguardian.api.API;

/**
 * Tools that behave, or misbehave, in ways that tests need often. Each answers with its arguments.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FakeBehaviours {

  private FakeBehaviours() {}

  /**
   * Answers at once.
   *
   * @return the tool
   */
  public static FakeFunction echo() {
    return FakeCall::arguments;
  }

  /**
   * Waits until it is told to go on, or is cancelled.
   *
   * @param gate lets it go on when it completes; its failure is the tool's error
   * @return the tool
   */
  public static FakeFunction blockUntil(CompletionStage<?> gate) {
    return call -> {
      await(gate);
      return call.arguments();
    };
  }

  /**
   * Waits until it is told to go on and ignores cancels, but not the death of its worker.
   *
   * @param gate lets it go on when it completes
   * @return the tool
   */
  public static FakeFunction ignoreCancelUntil(CompletionStage<?> gate) {
    return call -> {
      while (true) {
        try {
          await(gate);
          return call.arguments();
        } catch (InterruptedException e) {
          if (call.isLost()) {
            throw e;
          }
        }
      }
    };
  }

  /**
   * Calls a host tool with its own arguments and answers with the host tool's result.
   *
   * @param tool the host tool
   * @return the tool
   */
  public static FakeFunction callHost(String tool) {
    return call -> call.callHost(tool, call.arguments());
  }

  /**
   * Ends its worker as a crash would.
   *
   * @param reason one line for people
   * @return the tool
   */
  public static FakeFunction crash(String reason) {
    return call -> {
      throw call.crash(reason);
    };
  }

  /**
   * Ends its worker by damaging the wire.
   *
   * @param reason one line for people
   * @return the tool
   */
  public static FakeFunction damageWire(String reason) {
    return call -> {
      throw call.damageWire(reason);
    };
  }

  /**
   * Answers at once, but settles only when told to.
   *
   * @param gate settles the call when it completes
   * @return the tool
   */
  public static FakeFunction settleAfter(CompletionStage<?> gate) {
    return call -> {
      call.settleAfter(gate);
      return call.arguments();
    };
  }

  /**
   * Answers at once, but settles only when its worker is killed.
   *
   * @return the tool
   */
  public static FakeFunction neverSettle() {
    return settleAfter(new CompletableFuture<>());
  }

  static FakeTool crashing() {
    return call -> {
      throw call.crash("scripted to die on this call");
    };
  }

  static FakeTool refusing(String code, String message) {
    return call -> {
      throw new FakeRefusal(code, message);
    };
  }

  private static void await(CompletionStage<?> gate) throws Exception {
    try {
      gate.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
