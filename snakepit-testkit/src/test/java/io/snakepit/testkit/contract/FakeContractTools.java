package io.snakepit.testkit.contract;

import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import io.snakepit.testkit.fake.FakeBehaviours;
import io.snakepit.testkit.fake.FakeCall;
import io.snakepit.testkit.fake.FakeHostException;
import io.snakepit.testkit.fake.FakeTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** The contract tools of fake workers. */
final class FakeContractTools {

  private static final ContractCodec codec = new JsonContractCodec();
  private static final long LINGERING_NANOS = 200_000_000;

  private FakeContractTools() {}

  static FakeTools create() {
    FakeTools tools = new FakeTools();
    addCalls(tools);
    addStreams(tools);
    addHostCalls(tools);
    addEnds(tools);
    return tools;
  }

  private static void addCalls(FakeTools tools) {
    tools
        .unary(ContractTools.ECHO, call -> codec.encode(argument(call, "value")))
        .unary(ContractTools.TOUCH, call -> touch(call, "mark"))
        .unary(ContractTools.MEET, FakeContractTools::meet)
        .unary(ContractTools.LARGE, call -> codec.encode("x".repeat(number(call, "size"))))
        .unary(ContractTools.DESCRIBE_CALL, call -> codec.encode(describe(call.head())))
        .unary(
            ContractTools.REPORT_PROGRESS,
            call -> {
              for (int step = 1; step <= number(call, "steps"); step++) {
                call.progress(codec.encode(Map.of("done", step)));
              }
              return codec.encode(number(call, "steps"));
            })
        .unary(
            ContractTools.PRINT_EVERYWHERE,
            call -> {
              call.log(codec.encode(Map.of("message", argument(call, "text"))));
              return codec.encode(argument(call, "text"));
            });
  }

  private static void addStreams(FakeTools tools) {
    tools.stream(ContractTools.COUNT, call -> new Counter(number(call, "to"), () -> {}, () -> {}))
        .stream(
            ContractTools.COUNT_UNTIL_CLOSED,
            call -> new Counter(Integer.MAX_VALUE, () -> {}, () -> touch(call, "mark")))
        .stream(
            ContractTools.COUNT_AND_FAIL,
            call ->
                new Counter(
                    number(call, "to"),
                    () -> {
                      throw new IllegalStateException(text(call, "message"));
                    },
                    () -> {}))
        .stream(
            ContractTools.COUNT_AND_EXIT,
            call ->
                new Counter(
                    number(call, "to"),
                    () -> {
                      throw call.crash("exited");
                    },
                    () -> {}));
  }

  private static void addHostCalls(FakeTools tools) {
    tools
        .unary(ContractTools.CALL_HOST, call -> callHost(call, argument(call, "value")))
        .unary(
            ContractTools.CALL_HOST_OFTEN,
            call -> {
              List<Object> answers = new ArrayList<>();
              for (int i = 0; i < number(call, "times"); i++) {
                answers.add(codec.decode(callHost(call, i)));
              }
              return codec.encode(answers);
            })
        .unary(
            ContractTools.CATCH_HOST,
            call -> {
              try {
                callHost(call, argument(call, "value"));
                return codec.encode(null);
              } catch (FakeHostException e) {
                return codec.encode(Values.map(codec.decode(e.error())).get("message"));
              }
            });
  }

  private static void addEnds(FakeTools tools) {
    tools
        .unary(ContractTools.WAIT, FakeBehaviours.blockUntil(new CompletableFuture<>()))
        .unary(ContractTools.STUBBORN, FakeBehaviours.ignoreCancelUntil(new CompletableFuture<>()))
        .unary(
            ContractTools.NAP,
            call -> {
              await(call, "mark");
              return codec.encode("rested");
            })
        .unary(ContractTools.LINGER, FakeContractTools::linger)
        .unary(
            ContractTools.FAIL,
            call -> {
              throw new IllegalStateException(text(call, "message"));
            })
        .unary(
            ContractTools.EXIT,
            call -> {
              throw call.crash("exited with status " + number(call, "status"));
            })
        .unary(ContractTools.DAMAGE, FakeBehaviours.damageWire("sent garbage"));
  }

  private static Payload linger(FakeCall call) throws IOException {
    touch(call, "begun");
    try {
      new CompletableFuture<>().get();
    } catch (Exception asked) {
      long end = System.nanoTime() + LINGERING_NANOS;
      while (System.nanoTime() - end < 0) {
        LockSupport.parkNanos(end - System.nanoTime());
      }
    }
    touch(call, "mark");
    return codec.encode("lingered");
  }

  private static Payload meet(FakeCall call) throws Exception {
    Payload met = touch(call, "mark");
    await(call, "other");
    return met;
  }

  private static void await(FakeCall call, String mark) throws InterruptedException {
    while (!Files.exists(Path.of(text(call, mark)))) {
      Thread.sleep(1);
    }
  }

  private static Map<String, Object> describe(CallHead head) {
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("tool", head.tool());
    seen.put("session", head.session().isEmpty() ? null : head.session());
    seen.put("remaining", head.budgetMicros() == 0 ? null : head.budgetMicros() / 1000);
    seen.put("metadata", head.metadata());
    return seen;
  }

  private static Payload callHost(FakeCall call, Object value) throws InterruptedException {
    return call.callHost(text(call, "tool"), codec.encode(Map.of("value", value)));
  }

  private static Payload touch(FakeCall call, String name) throws IOException {
    Files.createFile(Path.of(text(call, name)));
    return codec.encode(null);
  }

  private static Object argument(FakeCall call, String name) {
    return Values.map(codec.decode(call.arguments())).get(name);
  }

  private static String text(FakeCall call, String name) {
    return String.valueOf(argument(call, name));
  }

  private static int number(FakeCall call, String name) {
    return (int) Values.number(argument(call, name));
  }

  /** What a counter does when it has counted, or is closed. */
  interface Step {
    void run() throws Exception;
  }

  /** Counts, and ends in its own way. */
  private static final class Counter implements java.util.Iterator<Payload>, AutoCloseable {

    private final int to;
    private final Step end;
    private final Step close;
    private int next;

    Counter(int to, Step end, Step close) {
      this.to = to;
      this.end = end;
      this.close = close;
    }

    @Override
    public boolean hasNext() {
      if (next < to) {
        return true;
      }
      try {
        end.run();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return false;
    }

    @Override
    public Payload next() {
      return codec.encode(next++);
    }

    @Override
    public void close() throws Exception {
      close.run();
    }
  }
}
