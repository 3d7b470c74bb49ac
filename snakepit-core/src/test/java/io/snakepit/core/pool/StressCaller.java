package io.snakepit.core.pool;

import static io.snakepit.testkit.fake.FakeBehaviours.blockUntil;
import static io.snakepit.testkit.fake.FakeBehaviours.callHost;
import static io.snakepit.testkit.fake.FakeBehaviours.crash;
import static io.snakepit.testkit.fake.FakeBehaviours.echo;
import static io.snakepit.testkit.fake.FakeBehaviours.ignoreCancelUntil;

import io.snakepit.api.Call;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.ToolCaller;
import io.snakepit.spi.Payload;
import io.snakepit.testkit.fake.FakeAdapter;
import io.snakepit.testkit.fake.FakeTools;
import io.snakepit.testkit.fake.FakeWorker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Makes calls of all kinds, and trouble, as its random numbers say. */
final class StressCaller extends Thread {

  static final int SESSIONS = 3;

  private final Snakepit pit;
  private final FakeAdapter adapter;
  private final Random random;
  private final int operations;
  private final Set<String> done = ConcurrentHashMap.newKeySet();
  private final Map<CompletableFuture<?>, Object> futures = new LinkedHashMap<>();
  private final List<Throwable> surprises = new ArrayList<>();

  StressCaller(Snakepit pit, FakeAdapter adapter, long seed, int operations) {
    super("stress-" + seed);
    this.pit = pit;
    this.adapter = adapter;
    this.random = new Random(seed);
    this.operations = operations;
    setDaemon(true);
  }

  /**
   * What it calls.
   *
   * @param runs how often the code of each call of "once" and "crashOnce" has begun
   */
  static FakeTools tools(Map<String, Integer> runs) {
    return new FakeTools()
            .unary("echo", echo())
            .unary(
                "once",
                call -> {
                  runs.merge(call.json(), 1, Integer::sum);
                  return call.arguments();
                })
            .unary(
                "crashOnce",
                call -> {
                  runs.merge(call.json(), 1, Integer::sum);
                  throw call.crash("bye");
                })
            .unary("outer", callHost("host"))
            .unary("crash", crash("bye"))
            .unary("raise", call -> raise())
            .unary("block", blockUntil(new CompletableFuture<>()))
            .unary("stubborn", ignoreCancelUntil(new CompletableFuture<>()))
            .unary(
                "settleLate",
                call -> {
                  call.settleAfter(
                      new CompletableFuture<>().completeOnTimeout("now", 1, TimeUnit.MILLISECONDS));
                  return call.arguments();
                })
            .stream(
                "count",
                call ->
                    IntStream.range(0, 200)
                        .mapToObj(
                            n -> Payload.of(Integer.toString(n).getBytes(StandardCharsets.UTF_8)))
                        .iterator());
  }

  private static Payload raise() {
    throw new IllegalStateException("no");
  }

  @Override
  public void run() {
    for (int i = 0; i < operations; i++) {
      try {
        operate();
      } catch (SnakepitException outcome) {
        Thread.interrupted(); // of a call that was to be interrupted
      } catch (RuntimeException | Error surprise) {
        surprises.add(surprise);
      }
    }
  }

  private void operate() {
    switch (random.nextInt(18)) {
      case 0, 1 -> pit.execute("echo", Map.of("n", random.nextInt()));
      case 2 -> async(Call.of("echo").near("key" + random.nextInt(3)));
      case 3 -> async(Call.of("echo")).cancel(true);
      case 4 -> pit.execute(Call.of("block").timeout(shortly()));
      case 5 -> async(Call.of("block").timeout(shortly()));
      case 6 -> async(Call.of("echo").timeout(shortly()));
      case 7 -> pit.execute(Call.of("outer").timeout(Duration.ofSeconds(20)));
      case 8 -> async(Call.of("outer")).cancel(random.nextBoolean());
      case 9 -> stream(random.nextInt(300));
      case 10 -> futures.put(pit.executeStream(Call.of("count"), item -> {}), "count");
      case 11 -> inSession();
      case 12 -> async(random.nextBoolean() ? Call.of("crash") : Call.of("crash").idempotent());
      case 13 -> async(Call.of("stubborn").timeout(shortly()));
      case 14 -> trouble();
      case 15 -> async(Call.of(random.nextBoolean() ? "settleLate" : "raise"));
      case 16 -> once(pit, random.nextInt(4) == 0 ? "crashOnce" : "once");
      case 17 -> once(session(), "once");
      default -> throw new IllegalStateException("no such operation");
    }
  }

  private CompletableFuture<Result> async(Call call) {
    CompletableFuture<Result> future = pit.executeAsync(call);
    futures.put(future, call.tool());
    return future;
  }

  private Duration shortly() {
    return Duration.ofMillis(1 + random.nextInt(10));
  }

  private void stream(int items) {
    try (ResultStream stream = pit.executeStream(Call.of("count").idempotent())) {
      Iterator<Result> consumer = stream.iterator();
      for (int i = 0; i < items && consumer.hasNext(); i++) {
        if (consumer.next().as(Integer.class) != i) {
          throw new AssertionError("an item is missing or came twice at " + i);
        }
      }
    }
  }

  /** A call that must not run twice, and has run when it has a result. */
  private void once(ToolCaller on, String tool) {
    String token = getName() + "-" + futures.size();
    CompletableFuture<Result> future = on.executeAsync(tool, Map.of("token", token));
    futures.put(future.thenAccept(result -> done.add(token)), tool);
  }

  private Session session() {
    return pit.session("session" + random.nextInt(SESSIONS));
  }

  private void inSession() {
    Session session = session();
    switch (random.nextInt(5)) {
      case 0 -> session.execute("echo", Map.of());
      case 3 -> session.onRestore(s -> s.execute("echo", Map.of()));
      case 1 -> futures.put(session.executeAsync("echo", Map.of()), "echo in session");
      case 2 ->
          futures.put(
              session.executeAsync(Call.of("block").timeout(shortly())), "block in session");
      default -> session.close();
    }
  }

  private void trouble() {
    switch (random.nextInt(3)) {
      case 0 -> pit.defaultPool().reloadTools();
      case 1 -> {
        List<FakeWorker> workers = adapter.workers();
        if (!workers.isEmpty()) {
          workers.get(random.nextInt(workers.size())).kill("trouble");
        }
      }
      default -> {
        Thread.currentThread().interrupt();
        pit.execute(Call.of("block").timeout(shortly()));
      }
    }
  }

  /** What no call may end with. After {@link #join}. */
  List<Throwable> surprises() {
    return surprises;
  }

  /** The calls of "once" that had a result. After {@link #join}. */
  Set<String> done() {
    return done;
  }

  /** The calls that have no outcome in time, or one that no call may have. After {@link #join}. */
  List<Object> withoutOutcome(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    List<Object> missing = new ArrayList<>();
    for (Map.Entry<CompletableFuture<?>, Object> call : futures.entrySet()) {
      try {
        boolean right =
            call.getKey()
                .handle((value, failure) -> failure == null || isOutcome(failure))
                .get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (!right) {
          missing.add(call);
        }
      } catch (TimeoutException | ExecutionException late) {
        missing.add(call);
      }
    }
    return missing;
  }

  private static boolean isOutcome(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof SnakepitException || cause instanceof CancellationException;
  }
}
