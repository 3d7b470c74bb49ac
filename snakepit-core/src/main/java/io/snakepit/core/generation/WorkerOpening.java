package io.snakepit.core.generation;

import io.snakepit.api.LimitConfig;
import io.snakepit.core.call.BurstExecutor;
import io.snakepit.core.contents.HelloAnswer;
import io.snakepit.core.contents.HelloOffer;
import io.snakepit.core.process.LaunchedProcess;
import io.snakepit.core.process.PrivateDirectories;
import io.snakepit.core.process.StderrSink;
import io.snakepit.core.time.Spans;
import io.snakepit.spi.Handshake;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerListener;
import io.snakepit.spi.WorkerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One opening of a worker: what its adapter may use, and what has to be cleaned up afterwards. */
public final class WorkerOpening implements OpenRequest, Handshake {

  private static final SecureRandom random = new SecureRandom();

  private final String worker;
  private final GenerationPlan plan;
  private final PrivateDirectories directories;
  private final WorkerLog log;
  private final WorkerListener listener;
  private final byte[] secret = new byte[32];

  private volatile @Nullable LaunchedProcess process;
  private volatile boolean closed;
  private @Nullable Path directory; // guarded by this

  public WorkerOpening(
      String worker,
      GenerationPlan plan,
      PrivateDirectories directories,
      WorkerLog log,
      BurstExecutor outcomes) {
    this.worker = worker;
    this.plan = plan;
    this.directories = directories;
    this.log = log;
    this.listener = new WorkerSignals(log, outcomes);
    random.nextBytes(secret);
  }

  @Override
  public String worker() {
    return worker;
  }

  @Override
  public Map<String, String> options() {
    return plan.adapterOptions();
  }

  @Override
  public Handshake handshake() {
    return this;
  }

  @Override
  public LimitConfig limits() {
    return plan.config().limits();
  }

  @Override
  public synchronized Path privateDirectory() throws IOException {
    requireWanted();
    if (directory == null) {
      directory = directories.create();
    }
    return directory;
  }

  @Override
  public byte[] secret() {
    return secret.clone();
  }

  @Override
  public Duration startBudget() {
    return Spans.bounded(plan.config().timeouts().start());
  }

  @Override
  public WorkerProcess launch(List<String> arguments) throws IOException {
    if (process != null) {
      throw new IllegalStateException("worker " + worker + " has its process already");
    }
    requireWanted();
    LaunchedProcess started =
        plan.processes()
            .start(
                worker,
                arguments,
                startBudget(),
                StderrSink.of(limits().stderrLines(), log::stderr));
    process = started;
    log.keepLastWords(started::addToTail);
    if (closed) {
      started.kill();
    }
    return started;
  }

  /** What it made now, nobody would remove. */
  private void requireWanted() throws IOException {
    if (closed) {
      throw new IOException("worker " + worker + " is not wanted any more");
    }
  }

  @Override
  public WorkerListener listener() {
    return listener;
  }

  @Override
  public ByteBuffer offer() {
    return ByteBuffer.wrap(
        new HelloOffer(
                plan.pool(),
                worker,
                plan.codecNames(),
                ToolSources.resolve(plan.config().tools()),
                limits().frameBytes(),
                plan.concurrency())
            .toBytes());
  }

  @Override
  public WorkerInfo accept(ByteBuffer answer) {
    WorkerInfo info = HelloAnswer.read(answer, plan.codecNames(), plan.concurrency());
    log.speak(plan.settle(info).codec());
    plan.compare(worker, info.tools());
    return info;
  }

  /** The process, when the adapter started one. */
  public @Nullable LaunchedProcess process() {
    return process;
  }

  /** It takes too long: has the process show what it does. */
  public void showStacks() {
    LaunchedProcess started = process;
    if (started != null) {
      started.showStacks();
    }
  }

  /** The worker is gone, or never came: removes what was made for it. */
  public void close() {
    synchronized (this) {
      closed = true;
    }
    LaunchedProcess started = process;
    if (started != null) {
      started.kill();
    }
    synchronized (this) {
      if (directory != null) {
        directories.remove(directory);
      }
    }
  }
}
