package io.snakepit.cli.fake;

import io.snakepit.api.Call;
import io.snakepit.api.Pool;
import io.snakepit.api.PoolStats;
import io.snakepit.api.Result;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** A pool whose calls are answered by a function. Of its methods it has those that callers need. */
public final class FakePool implements InvocationHandler {

  private final Function<Call, Object> tool;
  private final Executor executor;
  private final int workers;

  private FakePool(Function<Call, Object> tool, Executor executor, int workers) {
    this.tool = tool;
    this.executor = executor;
    this.workers = workers;
  }

  /** A pool that answers on the caller's thread. */
  public static Pool of(Function<Call, Object> tool) {
    return of(tool, Runnable::run);
  }

  /** A pool that answers asynchronous calls on other threads. */
  public static Pool of(Function<Call, Object> tool, Executor executor) {
    return proxy(Pool.class, new FakePool(tool, executor, 4));
  }

  /** A pool all of whose workers are being replaced, which calls wait for. */
  public static Pool withoutWorkers(Function<Call, Object> tool, Executor executor) {
    return proxy(Pool.class, new FakePool(tool, executor, 0));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "execute" -> result(tool.apply((Call) arguments[0]));
      case "executeAsync" ->
          CompletableFuture.supplyAsync(() -> result(tool.apply((Call) arguments[0])), executor);
      case "stats" -> new PoolStats(4, workers, workers, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0);
      case "workers", "tools" -> List.of();
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  private static Result result(Object value) {
    return proxy(
        Result.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "value", "as" -> value;
              case "close" -> null;
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
