package io.snakepit.core.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Call;
import io.snakepit.api.CallCancelledException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.Idempotent;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Timeout;
import io.snakepit.api.ToolException;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolName;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueException;
import io.snakepit.api.ValueKind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ToolBinderTest {

  record Row(LocalDate when, int count) {}

  interface Calculator {
    int add(int a, int b);

    Row latestRow(String tableName);

    List<Row> rows();

    Optional<String> find(String key);

    void store(@ToolName("key") String where, Object value);

    @ToolName("add")
    CompletableFuture<Integer> addLater(int a, int b);

    @ToolName("add")
    int addSoon(int a, int b, @Timeout Duration limit);

    @ToolName("add")
    int addWithin(@Timeout Duration limit, int a, int b);

    @Idempotent
    @ToolName("add")
    int addAgain(int a, int b);

    @Idempotent
    @ToolName("train")
    Stream<Double> trainAgain(int epochs);

    @ToolName("find")
    Result findRaw(String key);

    @ToolName("find")
    String findOrNull(String key);

    ResultStream train(int epochs);

    @ToolName("train")
    Flow.Publisher<Double> trainPublished(int epochs);

    @ToolName("train")
    Iterable<Double> trainIterated(int epochs);

    @ToolName("train")
    Stream<Double> trainStreamed(int epochs);

    default int twice(int a) {
      return add(a, a);
    }

    @Override
    String toString();
  }

  private static final List<ToolInfo> tools =
      List.of(
          tool(
              "add",
              false,
              ValueKind.INTEGER,
              parameter("a", ValueKind.INTEGER),
              parameter("b", ValueKind.INTEGER)),
          tool("latest_row", false, ValueKind.MAP, parameter("table_name", ValueKind.STRING)),
          tool("rows", false, ValueKind.LIST),
          tool("find", false, ValueKind.STRING, parameter("key", ValueKind.STRING)),
          tool(
              "store",
              false,
              ValueKind.NULL,
              parameter("key", ValueKind.STRING),
              parameter("value")),
          tool("train", true, ValueKind.FLOAT, parameter("epochs", ValueKind.INTEGER)));

  @Test
  void aMethodCallsTheToolOfItsName() {
    FakeCaller caller = FakeCaller.returning(5);

    assertThat(bind(caller).add(2, 3)).isEqualTo(5);
    assertThat(caller.calls.get(0).tool()).isEqualTo("add");
    assertThat(caller.calls.get(0).arguments()).isEqualTo(Map.of("a", 2, "b", 3));
    assertThat(caller.calls.get(0).timeout()).isEmpty();
  }

  @Test
  void camelCaseFindsSnakeCase() {
    FakeCaller caller = FakeCaller.returning(Map.of("when", LocalDate.EPOCH, "count", 1));

    assertThat(bind(caller).latestRow("t")).isEqualTo(new Row(LocalDate.EPOCH, 1));
    assertThat(caller.calls.get(0).tool()).isEqualTo("latest_row");
    assertThat(caller.calls.get(0).arguments()).isEqualTo(Map.of("table_name", "t"));
  }

  @Test
  void resultsAreOfTheReturnType() {
    assertThat(
            bind(FakeCaller.returning(List.of(Map.of("when", LocalDate.EPOCH, "count", 1)))).rows())
        .containsExactly(new Row(LocalDate.EPOCH, 1));
    assertThat(bind(FakeCaller.returning("x")).find("k")).hasValue("x");
    assertThat(bind(FakeCaller.returning((Object) null)).find("k")).isEmpty();
    assertThat(bind(FakeCaller.returning((Object) null)).findOrNull("k")).isNull();
    assertThat(bind(FakeCaller.returning("x")).findRaw("k").as(String.class)).isEqualTo("x");
  }

  @Test
  void aResultThatDoesntFitIsAnError() {
    assertThatThrownBy(() -> bind(FakeCaller.returning((Object) null)).add(1, 2))
        .isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> bind(FakeCaller.returning("5")).add(1, 2))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "the result of tool 'add' doesn't fit int: expected int, found the string \"5\"");
  }

  @Test
  void nothingIsReadForVoid() {
    FakeCaller caller = FakeCaller.returning("whatever");

    bind(caller).store("k", null);

    assertThat(caller.calls.get(0).arguments())
        .containsEntry("key", "k")
        .containsEntry("value", null);
  }

  @Test
  void aMarkedDurationIsTheTimeout() {
    FakeCaller caller = FakeCaller.returning(5);

    bind(caller).addSoon(2, 3, Duration.ofSeconds(2));
    bind(caller).addSoon(2, 3, null);
    bind(caller).addWithin(Duration.ofSeconds(3), 2, 3);

    assertThat(caller.calls.get(2).timeout()).hasValue(Duration.ofSeconds(3));
    assertThat(caller.calls.get(2).arguments()).isEqualTo(Map.of("a", 2, "b", 3));
    assertThat(caller.calls.get(0).timeout()).hasValue(Duration.ofSeconds(2));
    assertThat(caller.calls.get(0).arguments()).isEqualTo(Map.of("a", 2, "b", 3));
    assertThat(caller.calls.get(1).timeout()).isEmpty();
  }

  @Test
  void aMethodSaysWhetherItsCallsMayBeMadeAgain() {
    FakeCaller caller = FakeCaller.returning(5);

    bind(caller).add(2, 3);
    bind(caller).addAgain(2, 3);
    bind(caller).trainAgain(2).close();

    assertThat(caller.calls).extracting(Call::isIdempotent).containsExactly(false, true, true);
  }

  @Test
  void failuresComeAsTheyAre() {
    ToolException failure = new ToolException(ErrorCode.TOOL_RAISED, "add", "E", "m", null);

    assertThatThrownBy(() -> bind(FakeCaller.failing(failure)).add(1, 2)).isSameAs(failure);
  }

  @Test
  void aFutureHasTheConvertedResult() {
    FakeCaller caller = FakeCaller.returning();
    CompletableFuture<Integer> future = bind(caller).addLater(2, 3);
    assertThat(future).isNotDone();

    caller.pending.complete(FakeCaller.result(5));

    assertThat(future).isCompletedWithValue(5);
  }

  @Test
  void aFutureHasTheFailureAsItIs() {
    FakeCaller caller = FakeCaller.returning();
    CompletableFuture<Integer> future = bind(caller).addLater(2, 3);
    CallCancelledException failure = new CallCancelledException(ErrorCode.CANCELLED, "m");

    caller.pending.completeExceptionally(failure);

    assertThat(future.handle((value, thrown) -> thrown).join()).isSameAs(failure);
  }

  @Test
  void aFutureWhoseResultDoesntFitFails() {
    FakeCaller caller = FakeCaller.returning();
    CompletableFuture<Integer> future = bind(caller).addLater(2, 3);

    caller.pending.complete(FakeCaller.result("5"));

    assertThat(future.handle((value, thrown) -> thrown).join()).isInstanceOf(ValueException.class);
  }

  @Test
  void cancellingAFutureCancelsTheCall() {
    FakeCaller caller = FakeCaller.returning();

    assertThat(bind(caller).addLater(2, 3).cancel(true)).isTrue();

    assertThat(caller.pending).isCancelled();
  }

  @Test
  void whatHasItsResultCannotBeCancelled() {
    FakeCaller caller = FakeCaller.returning();
    CompletableFuture<Integer> future = bind(caller).addLater(2, 3);
    caller.pending.complete(FakeCaller.result(5));

    assertThat(future.cancel(true)).isFalse();

    assertThat(future).isCompletedWithValue(5);
  }

  @Test
  void streamsAreGivenInEveryForm() {
    FakeCaller caller = FakeCaller.returning(1.0, 0.5);
    Calculator bound = bind(caller);

    assertThat(bound.train(2)).isSameAs(caller.stream);
    assertThat(bound.trainIterated(2)).containsExactly(1.0, 0.5);
    try (Stream<Double> stream = bound.trainStreamed(2)) {
      assertThat(stream).containsExactly(1.0, 0.5);
    }
    assertThat(caller.stream.closed).isTrue();
    Recorder recorder = new Recorder(10);
    bound.trainPublished(2).subscribe(recorder);
    assertThat(recorder.signals).containsExactly(1.0, 0.5, "complete");
  }

  @Test
  void anIterableThatIsClosedEndsItsStream() throws Exception {
    FakeCaller caller = FakeCaller.returning(1.0);

    ((AutoCloseable) bind(caller).trainIterated(2)).close();

    assertThat(caller.stream.closed).isTrue();
  }

  @Test
  void anItemThatDoesntFitEndsTheStream() {
    FakeCaller caller = FakeCaller.returning(1.0, "x", 2.0);
    Iterator<Double> items = bind(caller).trainIterated(3).iterator();
    assertThat(items.next()).isEqualTo(1.0);

    assertThatThrownBy(items::next).isInstanceOf(ValueException.class);
    assertThat(caller.stream.closed).isTrue();

    Stream<Double> stream = bind(caller).trainStreamed(3);
    assertThatThrownBy(stream::toList).isInstanceOf(ValueException.class);
    assertThat(caller.stream.closed).isTrue();
  }

  @Test
  void anItemThatDoesntFitIsThePublishersLastSignal() {
    for (Object unfit : new Object[] {"x", null}) {
      FakeCaller caller = FakeCaller.returning(1.0, unfit, 2.0);
      Recorder recorder = new Recorder(10);

      bind(caller).trainPublished(3).subscribe(recorder);

      assertThat(caller.stream.closed).isTrue();
      assertThat(recorder.signals).hasSize(2).startsWith(1.0);
      assertThat(recorder.signals.get(1))
          .isInstanceOf(ValueException.class)
          .asString()
          .contains("doesn't fit Double: ");
    }
  }

  @Test
  void aPublisherGivesTheFailureOfItsStream() {
    ToolException failure = new ToolException(ErrorCode.TOOL_RAISED, "train", "E", "m", null);
    Recorder recorder = new Recorder(10);

    bind(FakeCaller.failing(failure)).trainPublished(2).subscribe(recorder);

    assertThat(recorder.signals).containsExactly(failure);
  }

  @Test
  void aPublisherGivesNoMoreThanWasAskedFor() {
    Recorder recorder = new Recorder(1);

    bind(FakeCaller.returning(1.0, 0.5)).trainPublished(2).subscribe(recorder);

    assertThat(recorder.signals).containsExactly(1.0);
    recorder.subscription.request(1);
    assertThat(recorder.signals).containsExactly(1.0, 0.5, "complete");
  }

  @Test
  void aPublisherRefusesToHaveNoSubscriber() {
    Flow.Publisher<Double> publisher = bind(FakeCaller.returning(1.0)).trainPublished(2);

    assertThatThrownBy(() -> publisher.subscribe(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void defaultMethodsCallTheOthers() {
    FakeCaller caller = FakeCaller.returning(4);

    assertThat(bind(caller).twice(2)).isEqualTo(4);
    assertThat(caller.calls.get(0).arguments()).isEqualTo(Map.of("a", 2, "b", 2));
  }

  @Test
  void eachCallIsPreparedBeforeItIsMade() {
    FakeCaller caller = FakeCaller.returning(5);
    Calculator bound =
        ToolBinder.bind(
            Calculator.class, caller, tools, call -> call.metadata("trace", "t-" + call.tool()));

    bound.add(2, 3);
    bound.addSoon(2, 3, Duration.ofSeconds(1));

    assertThat(caller.calls)
        .allSatisfy(call -> assertThat(call.metadata()).isEqualTo(Map.of("trace", "t-add")));
    assertThat(caller.calls.get(1).timeout()).contains(Duration.ofSeconds(1));
  }

  @Test
  void whatThePreparationThrowsIsTheMethods() {
    FakeCaller caller = FakeCaller.returning(5);
    Calculator bound =
        ToolBinder.bind(
            Calculator.class,
            caller,
            tools,
            call -> {
              throw new IllegalStateException("no trace");
            });

    assertThatThrownBy(() -> bound.add(2, 3)).hasMessage("no trace");
    assertThat(caller.calls).isEmpty();
  }

  @Test
  void aBoundInterfaceIsEqualToItselfOnly() {
    FakeCaller caller = FakeCaller.returning(4);
    Calculator bound = bind(caller);

    Map<Object, String> byBound = new HashMap<>();
    byBound.put(bound, "this one");

    assertThat(byBound.get(bound)).isEqualTo("this one");
    assertThat(byBound.get(bind(caller))).isNull();
    assertThat(bound).hasToString("Calculator bound to the fake");
    assertThat(caller.calls).isEmpty();
  }

  private static Calculator bind(FakeCaller caller) {
    return ToolBinder.bind(Calculator.class, caller, tools, UnaryOperator.identity());
  }

  private static ToolInfo tool(
      String name, boolean stream, ValueKind returns, ToolParameter... parameters) {
    return new ToolInfo(name, "", List.of(parameters), false, "", List.of(returns), stream);
  }

  private static ToolParameter parameter(String name, ValueKind... kinds) {
    return new ToolParameter(name, "", List.of(kinds), true);
  }

  /** Remembers the signals it gets. */
  private static final class Recorder implements Flow.Subscriber<Double> {

    final List<Object> signals = new ArrayList<>();
    private final long demand;
    Flow.Subscription subscription;

    Recorder(long demand) {
      this.demand = demand;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(demand);
    }

    @Override
    public void onNext(Double item) {
      signals.add(item);
    }

    @Override
    public void onError(Throwable failure) {
      signals.add(failure);
    }

    @Override
    public void onComplete() {
      signals.add("complete");
    }
  }
}
