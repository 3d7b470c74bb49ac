package io.snakepit.core.bind;

import io.snakepit.api.Call;
import io.snakepit.api.ResultStream;
import io.snakepit.api.ToolCaller;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A method that calls a tool.
 *
 * @param tool the tool's name
 * @param arguments the argument that each parameter is; null for the time-out
 * @param defaults the arguments that the tool has a default for
 * @param timeout the index of the time-out among the parameters; -1 when there is none
 * @param idempotent whether its calls may be made again
 * @param form how the result is given
 */
@SuppressWarnings("ArrayRecordComponent") // built once, and never compared
record BoundMethod(
    String tool,
    @Nullable String[] arguments,
    Set<String> defaults,
    int timeout,
    boolean idempotent,
    ReturnForm form) {

  /** Calls the tool. */
  @Nullable Object call(ToolCaller caller, UnaryOperator<Call> each, @Nullable Object[] given) {
    Call call = Objects.requireNonNull(each.apply(toCall(given)), "bind: no call to make");
    ResultConverter converter = new ResultConverter(form.item());
    return switch (form.kind()) {
      case VALUE -> converter.convert(caller.execute(call));
      case FUTURE -> ConvertedFuture.of(caller.executeAsync(call), converter);
      case RESULT_STREAM -> caller.executeStream(call);
      case PUBLISHER -> new ConvertedPublisher(caller.executeStream(call), converter);
      case ITERABLE -> new ConvertedIterable(caller.executeStream(call), converter);
      case STREAM -> stream(caller.executeStream(call), converter);
    };
  }

  private Call toCall(@Nullable Object[] given) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    for (int index = 0; index < given.length; index++) {
      String name = arguments[index];
      if (name != null && !(isEmpty(given[index]) && defaults.contains(name))) {
        named.put(name, given[index]);
      }
    }
    Call call = Call.of(tool).args(named);
    if (idempotent) {
      call = call.idempotent();
    }
    return timeout >= 0 && given[timeout] instanceof Duration duration
        ? call.timeout(duration)
        : call;
  }

  private static boolean isEmpty(@Nullable Object argument) {
    return argument instanceof Optional<?> optional && optional.isEmpty();
  }

  private static Object stream(ResultStream results, ResultConverter converter) {
    return results.stream().map(result -> converter.convertIn(results, result));
  }
}
