package io.snakepit.it;

import io.snakepit.api.Capability;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.process.LocalProcessLauncher;
import io.snakepit.core.process.ProcessLauncher;
import io.snakepit.core.process.StderrSink;
import io.snakepit.core.template.WorkerProcesses;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.Payload;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerProcess;
import io.snakepit.spi.WorkerRuntime;
import io.snakepit.testkit.contract.ContractCodec;
import io.snakepit.testkit.contract.ContractSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** An adapter with real workers and core's own launcher and codecs. */
final class RealSubject implements ContractSubject, ContractCodec {

  /** Marks the plans that are for the template; the kit has others, of programs of its own. */
  private static final Map<String, String> FORKED = Map.of("SNAKEPIT_IT_FORKED", "true");

  private static final ProcessLauncher launcher = new LocalProcessLauncher();

  private final Adapter adapter;
  private final PreparedRuntime runtime;
  private final Path tools;
  private final Set<Capability> capabilities;
  private Codec codec = Codecs.discovered().plain();
  private String carrier = "auto";
  private int concurrency = 1;
  private WorkerProcesses processes;

  /**
   * Workers that can do all that the adapter can.
   *
   * @param options the runtime's
   */
  RealSubject(Adapter adapter, WorkerRuntime runtime, Map<String, String> options, Path tools) {
    this.adapter = adapter;
    this.tools = tools;
    this.capabilities = EnumSet.copyOf(adapter.capabilities());
    this.runtime =
        runtime.prepare(
            new RuntimeRequest(adapter.wire(), adapter.workerSide(runtime.language()), options));
  }

  /** Has the adapter go over this carrier. */
  RealSubject over(String name) {
    carrier = name;
    return this;
  }

  /** Has the hello offer this codec alone. */
  RealSubject speaking(String name) {
    codec = Codecs.discovered().byName(name);
    return this;
  }

  /** Asks the workers to run so many calls at once. */
  RealSubject running(int calls) {
    concurrency = calls;
    return this;
  }

  /** Says what the workers can't do. */
  RealSubject declining(Capability... declined) {
    capabilities.removeAll(Set.of(declined));
    return this;
  }

  @Override
  public Adapter adapter() {
    return adapter;
  }

  @Override
  public ContractCodec codec() {
    return this;
  }

  /** Has the workers forked from a template, which loads the tools and what the options say. */
  RealSubject forked() {
    processes =
        new WorkerProcesses("template", runtime, Map.of(), launcher, StderrSink.of(20, line -> {}));
    return this;
  }

  @Override
  public Optional<PreparedRuntime> runtime() {
    return Optional.of(processes == null ? runtime : RealSubject::argumentsAlone);
  }

  private static LaunchPlan argumentsAlone(List<String> arguments) {
    return new LaunchPlan(arguments, FORKED, Set.of(), Optional.empty());
  }

  @Override
  public WorkerProcess start(String worker, LaunchPlan plan, Consumer<String> stderr)
      throws IOException {
    StderrSink sink = StderrSink.of(0, stderr);
    return !plan.environment().equals(FORKED)
        ? launcher.launch(worker, plan, sink)
        : processes.start(worker, plan.command(), patience(), sink);
  }

  @Override
  public List<String> tools() {
    return List.of(tools.toString());
  }

  @Override
  public Map<String, String> adapterOptions() {
    return Map.of("carrier", carrier);
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.copyOf(capabilities);
  }

  @Override
  public int concurrency() {
    return concurrency;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(30);
  }

  @Override
  public String name() {
    return codec.name();
  }

  @Override
  public Payload encode(Object value) {
    return codec.encode(value, "value");
  }

  @Override
  public Object decode(Payload payload) {
    return codec.decode(payload);
  }
}
