package io.snakepit.core.pool;

import io.snakepit.api.Call;
import io.snakepit.api.CallOutcome;
import io.snakepit.api.Capability;
import io.snakepit.api.Changeover;
import io.snakepit.api.Pool;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.PoolStats;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.SnakepitListener;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.WorkerStatus;
import io.snakepit.core.bind.ToolBinder;
import io.snakepit.core.call.CallControl;
import io.snakepit.core.call.CallSpec;
import io.snakepit.core.call.CallStream;
import io.snakepit.core.call.PendingCall;
import io.snakepit.core.call.StreamCall;
import io.snakepit.core.call.StreamCallback;
import io.snakepit.core.call.UnaryCall;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.generation.AdapterChoice;
import io.snakepit.core.generation.Generation;
import io.snakepit.core.generation.GenerationFactory;
import io.snakepit.core.host.CallLineage;
import io.snakepit.core.host.HostToolInvoker;
import io.snakepit.core.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A pool: takes calls, and puts its parts together. */
public final class DefaultPool implements Pool, CallControl {

  private final String name;
  private final PoolConfig config;
  private final PoolErrors errors;
  private final Timer timer;
  private final Executor executor;
  private final PoolCounters counters = new PoolCounters();
  private final Dispatcher dispatcher;
  private final CallSpecs specs;
  private final PoolLife life;
  private final OpenSessions sessions;
  private final @Nullable Consumer<CallOutcome> outcomes;

  /** Puts a pool together; {@link #start} brings it to life. */
  public DefaultPool(
      String name,
      PoolConfig config,
      GenerationFactory generations,
      WorkerStarter starter,
      HostToolInvoker hostTools,
      Timer timer,
      Executor executor,
      List<SnakepitListener> listeners) {
    this.name = name;
    this.config = config;
    this.errors = new PoolErrors(name, config);
    this.timer = timer;
    this.executor = executor;
    CallFlow flow = new CallFlow(name, config, errors, counters, hostTools, timer);
    this.dispatcher = flow.dispatcher();
    this.specs = new CallSpecs(config, timer);
    this.sessions =
        new OpenSessions(
            dispatcher, config.timeouts().sessionIdle(), timer, this::closeSession, executor);
    PoolEvents events = new PoolEvents(name, listeners, executor);
    this.outcomes = listeners.isEmpty() ? null : events::callEnded;
    this.life =
        new PoolLife(
            name, config, errors, counters, events, flow, generations, starter, timer, executor);
  }

  /**
   * Starts the workers. What has to be made ready for them is so when it returns, which may take
   * minutes.
   *
   * @return completes when the first is ready
   */
  public CompletableFuture<?> start() {
    return life.start().thenAccept(first -> sessions.watch()).toCompletableFuture();
  }

  // ---- calls ---------------------------------------------------------------------------------

  @Override
  public Result execute(Call call) {
    return execute(call, null);
  }

  @Override
  public CompletableFuture<Result> executeAsync(Call call) {
    return executeAsync(call, null);
  }

  @Override
  public ResultStream executeStream(Call call) {
    return openStream(call, null);
  }

  @SuppressWarnings("NullAway") // javac 17 reads no annotations of type arguments from class files
  @Override
  public CompletableFuture<@Nullable Void> executeStream(
      Call call, Consumer<? super Result> onItem) {
    Objects.requireNonNull(onItem, "onItem"); // before there is a stream
    return StreamCallback.consume(openStream(call, null), onItem);
  }

  @Override
  public <T> T bind(Class<T> type) {
    return bind(type, UnaryOperator.identity());
  }

  @Override
  public <T> T bind(Class<T> type, UnaryOperator<Call> each) {
    return ToolBinder.bind(type, this, tools(), each);
  }

  Result execute(Call call, @Nullable PooledSession session) {
    UnaryCall pending =
        UnaryCall.waitedFor(specs.of(call, session, false, life.generation()), this);
    submit(pending);
    return pending.await();
  }

  CompletableFuture<Result> executeAsync(Call call, @Nullable PooledSession session) {
    UnaryCall pending = UnaryCall.async(specs.of(call, session, false, life.generation()), this);
    submit(pending);
    pending.watch();
    return pending.future();
  }

  ResultStream openStream(Call call, @Nullable PooledSession session) {
    Generation generation = life.generation();
    if (!generation.can(Capability.STREAMING)) {
      throw errors.unsupported(Capability.STREAMING, generation);
    }
    StreamCall pending =
        new StreamCall(
            specs.of(call, session, true, generation),
            this,
            config.limits(),
            config.timeouts().streamIdle());
    submit(pending);
    pending.watch();
    return new CallStream(pending);
  }

  private void submit(PendingCall call) {
    dispatcher.submit(call);
  }

  @Override
  public void withdraw(PendingCall call) {
    dispatcher.withdraw(call);
  }

  @Override
  public void ended(PendingCall call, @Nullable SnakepitException failure) {
    counters.callEnded(call, failure);
  }

  @Override
  public @Nullable Consumer<CallOutcome> outcomes() {
    return outcomes;
  }

  @Override
  public String whatItWaitsFor(PendingCall call) {
    return errors.whatItWaitsFor(call, dispatcher.load().workers(), dispatcher.attempts());
  }

  @Override
  public SnakepitException queueTimeout(PendingCall call) {
    return errors.queueTimeout(call, dispatcher.load().workers(), dispatcher.attempts());
  }

  @Override
  public Timer timer() {
    return timer;
  }

  @Override
  public Executor executor() {
    return executor;
  }

  // ---- sessions ------------------------------------------------------------------------------

  @Override
  public Session session(String key) {
    return sessions.of(key, absent -> new PooledSession(absent, this, errors));
  }

  /**
   * Drops a session's state on its worker, behind the calls that it has made.
   *
   * @return done when nothing is left there
   */
  CompletableFuture<?> closeSession(PooledSession session) {
    boolean isLeft = dispatcher.close(session);
    sessions.remove(session);
    if (!isLeft) {
      return CompletableFuture.completedFuture(null);
    }
    UnaryCall end = UnaryCall.internal(endOf(session), this);
    submit(end);
    return end.future()
        .handle(
            (done, failure) -> {
              dispatcher.ended(session);
              return done;
            });
  }

  /**
   * It may wait as long as what it waits for takes: until then the state is there. How long it may
   * run is for {@link Stragglers} to say.
   */
  private CallSpec endOf(PooledSession session) {
    Codec codec = life.generation().codec();
    return new CallSpec(
        CallSpec.SESSION_END,
        codec.encodeArguments(Map.of()),
        codec,
        false,
        session,
        Map.of(),
        false,
        null,
        CallLineage.current(),
        Timer.NEVER,
        Duration.ZERO,
        Timer.NEVER,
        null);
  }

  // ---- what it is ----------------------------------------------------------------------------

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ToolInfo> tools() {
    return life.generation().tools();
  }

  @Override
  public Set<Capability> capabilities() {
    return life.generation().capabilities();
  }

  @Override
  public List<WorkerStatus> workers() {
    dispatcher.workers().forEach(PooledWorker::measure);
    return dispatcher.statuses();
  }

  @Override
  public int showStacks() {
    return (int) dispatcher.workers().stream().filter(PooledWorker::showStacks).count();
  }

  @Override
  public PoolStats stats() {
    return counters.snapshot(config.workers(), dispatcher.load());
  }

  @Override
  public Optional<SnakepitException> outage() {
    return life.outage();
  }

  // ---- generations ---------------------------------------------------------------------------

  @Override
  public Changeover switchAdapter(String adapter) {
    boolean configured = config.adapter().map(adapter::equals).orElse(false);
    return switchAdapter(adapter, configured ? config.adapterOptions() : Map.of());
  }

  @Override
  public Changeover switchAdapter(String adapter, Map<String, String> options) {
    return life.change(new AdapterChoice(Optional.of(adapter), options));
  }

  @Override
  public Changeover reloadTools() {
    return life.reload();
  }

  // ---- the end -------------------------------------------------------------------------------

  /** Drains and closes; returns when no worker is left. Idempotent. */
  public void close() {
    sessions.close();
    life.close();
  }

  @Override
  public String toString() {
    return "Pool[" + name + "]";
  }
}
