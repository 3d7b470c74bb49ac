package io.snakepit.testkit.contract;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call in the making. */
final class CallPlan {

  private final WorkerUnderTest worker;
  private final String tool;
  private final Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
  private Map<String, String> metadata = Map.of();
  private @Nullable Payload encoded;
  private String session = "";
  private long parent;
  private long budgetMicros;
  private boolean stream;
  private int credit = 1;
  private boolean announce;
  private BiConsumer<RecordedCall, HostRequest> host =
      (call, request) ->
          request.reply(request.arguments()); // what wasn't expected is answered all the same
  private Consumer<RecordedCall> onItem = call -> {};

  CallPlan(WorkerUnderTest worker, String tool) {
    this.worker = worker;
    this.tool = tool;
  }

  CallPlan with(String name, @Nullable Object value) {
    arguments.put(name, value);
    return this;
  }

  CallPlan encoded(Payload value) {
    encoded = value;
    return this;
  }

  CallPlan session(String key) {
    session = key;
    return this;
  }

  CallPlan metadata(Map<String, String> value) {
    metadata = value;
    return this;
  }

  CallPlan budget(Duration value) {
    budgetMicros = TimeUnit.NANOSECONDS.toMicros(value.toNanos());
    return this;
  }

  CallPlan inside(long parentCall) {
    parent = parentCall;
    return this;
  }

  CallPlan announced() {
    announce = true;
    return this;
  }

  /** Makes it a stream. */
  CallPlan credit(int items) {
    stream = true;
    credit = items;
    return this;
  }

  CallPlan onHostCall(BiConsumer<RecordedCall, HostRequest> answer) {
    host = answer;
    return this;
  }

  /** Leaves the answers to its host calls to the test. */
  CallPlan unanswered() {
    return onHostCall((call, request) -> {});
  }

  CallPlan onItem(Consumer<RecordedCall> action) {
    onItem = action;
    return this;
  }

  RecordedCall begin() {
    CallHead head =
        new CallHead(
            worker.nextId(),
            parent,
            tool,
            session,
            budgetMicros,
            stream,
            credit,
            announce,
            false,
            metadata);
    RecordedCall call = new RecordedCall(head, worker.subject(), worker.opening(), host, onItem);
    Payload payload = encoded != null ? encoded : worker.subject().codec().encode(arguments);
    call.begun(worker.spi().begin(head, payload, call));
    return call;
  }

  /** Begins it and waits for its one result. */
  @Nullable Object value() {
    return begin().awaitValue();
  }
}
