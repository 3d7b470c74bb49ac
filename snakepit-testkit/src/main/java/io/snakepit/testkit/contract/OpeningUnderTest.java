package io.snakepit.testkit.contract;

import io.snakepit.api.Capability;
import io.snakepit.api.LimitConfig;
import io.snakepit.spi.Handshake;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.Payload;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.WorkerInfo;
import io.snakepit.spi.WorkerListener;
import io.snakepit.spi.WorkerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The means of one opening, and the record of their use. */
final class OpeningUnderTest implements OpenRequest, Handshake, WorkerListener, AutoCloseable {

  private static final AtomicInteger lastId = new AtomicInteger();
  private static final SecureRandom random = new SecureRandom();

  /** The lines that are shown of what a worker said. */
  private static final int WORDS = 30;

  private final String worker = "contract-" + lastId.incrementAndGet();
  private final ContractSubject subject;
  private final OpenPlan plan;
  private final byte[] secret = new byte[32];
  private final Queue<Payload> logs = new ConcurrentLinkedQueue<>();
  private final Queue<String> stderr = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Queue<RecordedCall> calls = new ConcurrentLinkedQueue<>();

  private volatile @Nullable WorkerProcess process;
  private volatile List<String> arguments = List.of();
  private volatile @Nullable WorkerInfo accepted;
  private @Nullable Path directory; // guarded by this

  OpeningUnderTest(ContractSubject subject, OpenPlan plan) {
    this.subject = subject;
    this.plan = plan;
    random.nextBytes(secret);
  }

  /** The process that was launched, if any was. */
  Optional<WorkerProcess> process() {
    return Optional.ofNullable(process);
  }

  /** What it was launched with. */
  List<String> arguments() {
    return arguments;
  }

  /** What the handshake made of the answer. */
  @Nullable WorkerInfo accepted() {
    return accepted;
  }

  /** The log records so far. */
  List<Payload> logs() {
    return List.copyOf(logs);
  }

  /** The lines on stderr so far. */
  List<String> stderr() {
    return List.copyOf(stderr);
  }

  /** A call is given to the worker. */
  void began(RecordedCall call) {
    calls.add(call);
  }

  /** A call of the worker has failed. */
  void failed(String failure) {
    failures.add(failure);
  }

  /** What there is to say when a test fails; empty for nothing. */
  String lastWords() {
    StringBuilder words = new StringBuilder();
    add(words, "had these failures of calls", failures);
    add(words, "has calls that haven't settled", unsettled());
    add(words, "wrote to descriptor 2", stderr);
    return words.toString();
  }

  private List<String> unsettled() {
    return calls.stream().filter(call -> !call.hasSettled()).map(RecordedCall::toString).toList();
  }

  private void add(StringBuilder words, String what, Collection<String> lines) {
    List<String> last = List.copyOf(lines);
    if (!last.isEmpty()) {
      words.append(worker).append(' ').append(what).append(":\n");
      last.subList(Math.max(0, last.size() - WORDS), last.size())
          .forEach(line -> words.append("  ").append(line).append('\n'));
    }
  }

  @Override
  public String worker() {
    return worker;
  }

  @Override
  public Map<String, String> options() {
    return subject.adapterOptions();
  }

  @Override
  public Handshake handshake() {
    return this;
  }

  @Override
  public LimitConfig limits() {
    return plan.limits();
  }

  @Override
  public synchronized Path privateDirectory() throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory("kit"); // only for its owner, as the JDK makes them
    }
    return directory;
  }

  @Override
  public byte[] secret() {
    return secret.clone();
  }

  @Override
  public Duration startBudget() {
    return subject.patience().multipliedBy(3);
  }

  @Override
  public WorkerProcess launch(List<String> with) throws IOException {
    arguments = List.copyOf(with);
    WorkerProcess started = subject.start(worker, launchPlan(with), stderr::add);
    process = started;
    return started;
  }

  private LaunchPlan launchPlan(List<String> with) throws IOException {
    List<String> instead = plan.command();
    if (instead != null && instead.isEmpty()) {
      throw new IOException("no process can be started");
    }
    if (instead != null) {
      return new LaunchPlan(instead, Map.of(), Set.of(), Optional.empty());
    }
    PreparedRuntime runtime =
        subject
            .runtime()
            .orElseThrow(() -> new IOException("the subject has no runtime to launch with"));
    return runtime.plan(with);
  }

  @Override
  public WorkerListener listener() {
    return this;
  }

  @Override
  public void onLog(long call, Payload log) {
    logs.add(log);
  }

  @Override
  public ByteBuffer offer() {
    return ByteBuffer.wrap(HelloJson.offer(worker, subject, plan, concurrency()));
  }

  /** As a pool does, it asks for one call at a time where the adapter can carry no more. */
  private int concurrency() {
    if (!subject.adapter().capabilities().contains(Capability.MULTIPLEXING)) {
      return 1;
    }
    return plan.concurrency() == 0 ? subject.concurrency() : plan.concurrency();
  }

  @Override
  public WorkerInfo accept(ByteBuffer answer) {
    RuntimeException refusal = plan.refusal();
    if (refusal != null) {
      throw refusal;
    }
    WorkerInfo info = HelloJson.read(answer, concurrency());
    accepted = info;
    return info;
  }

  /** What the core does in the end: no process and no file is left. */
  @Override
  public void close() throws IOException {
    process().ifPresent(WorkerProcess::kill);
    Path made;
    synchronized (this) {
      made = directory;
    }
    if (made != null && Files.exists(made)) {
      try (Stream<Path> files = Files.list(made)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(made);
    }
  }
}
