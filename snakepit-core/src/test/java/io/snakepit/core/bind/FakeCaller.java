package io.snakepit.core.bind;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.ToolCaller;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.JsonCodec;
import io.snakepit.core.codec.PayloadResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Answers every call with the same values, and remembers the calls. */
final class FakeCaller implements ToolCaller {

  final List<Call> calls = new ArrayList<>();
  final CompletableFuture<Result> pending = new CompletableFuture<>();
  FakeStream stream;
  private final List<Object> values;
  private SnakepitException failure;

  private FakeCaller(List<Object> values) {
    this.values = values;
  }

  static FakeCaller returning(Object... values) {
    return new FakeCaller(Arrays.asList(values));
  }

  static FakeCaller failing(SnakepitException failure) {
    FakeCaller caller = new FakeCaller(List.of());
    caller.failure = failure;
    return caller;
  }

  static Result result(Object value) {
    return result("tool", value);
  }

  private static Result result(String tool, Object value) {
    Codec codec = new JsonCodec();
    return new PayloadResult(tool, codec, codec.encode(value, "result"));
  }

  @Override
  public Result execute(Call call) {
    calls.add(call);
    if (failure != null) {
      throw failure;
    }
    return result(call.tool(), values.get(0));
  }

  @Override
  public CompletableFuture<Result> executeAsync(Call call) {
    calls.add(call);
    return pending;
  }

  @Override
  public ResultStream executeStream(Call call) {
    calls.add(call);
    stream = new FakeStream(values.stream().map(FakeCaller::result).toList(), failure);
    return stream;
  }

  @Override
  public CompletableFuture<Void> executeStream(Call call, Consumer<? super Result> onItem) {
    throw new UnsupportedOperationException("no bound method calls this");
  }

  @Override
  public <T> T bind(Class<T> type) {
    return bind(type, UnaryOperator.identity());
  }

  @Override
  public <T> T bind(Class<T> type, UnaryOperator<Call> each) {
    throw new UnsupportedOperationException("it is what is bound");
  }

  @Override
  public String toString() {
    return "the fake";
  }
}
