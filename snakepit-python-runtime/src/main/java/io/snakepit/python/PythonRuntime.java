package io.snakepit.python;

import com.google.auto.service.AutoService;
import io.snakepit.api.Capability;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.UnavailableException;
import io.snakepit.spi.Availability;
import io.snakepit.spi.OptionSpec;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.WorkerRuntime;
import io.snakepit.spi.WorkerSide;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Workers written in Python: finds the interpreter, builds the environment that the options ask
 * for, unpacks the worker's code.
 *
 * <p>It is found through {@link java.util.ServiceLoader} under the name {@code python}. One
 * instance serves all pools and any number of threads; it remembers what interpreters said of
 * themselves for as long as their files don't change.
 *
 * @since 0.1.0
 */
@AutoService(WorkerRuntime.class)
public final class PythonRuntime implements WorkerRuntime {

  /** Where everything in this module logs to. */
  static final String LOGGER_NAME = "io.snakepit.python";

  private static final String CODE_FOLDER = "META-INF/snakepit/runtime/python";

  /** An interpreter answers in a tenth of a second; a machine with much to do takes longer. */
  private static final Duration QUESTION_LIMIT = Duration.ofSeconds(30);

  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(10);

  private final Machine machine;
  private final InterpreterChoice choice;
  private final WorkerCode code;
  private final NativeCode nativeCode;

  /** Creates the runtime for this machine. Called by {@link java.util.ServiceLoader}. */
  public PythonRuntime() {
    this(Machine.local(), new CommandRunner(WATCH_INTERVAL), QUESTION_LIMIT);
  }

  PythonRuntime(Machine machine, CommandRunner runner, Duration questionLimit) {
    this.machine = machine;
    this.choice =
        new InterpreterChoice(
            new InterpreterFinder(machine, new InterpreterProbe(runner, questionLimit)),
            new RequirementCheck(runner, questionLimit),
            new ManagedEnvironments(new EnvironmentBuilder(runner, machine), machine));
    this.code = new WorkerCode(runner);
    this.nativeCode = new NativeCode(runner, choice);
  }

  @Override
  public String name() {
    return "python";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(
        Capability.STREAMING,
        Capability.CANCELLATION,
        Capability.HOST_CALLS,
        Capability.REENTRANT,
        Capability.BINARY,
        Capability.EXACT_NUMBERS,
        Capability.MULTIPLEXING);
  }

  @Override
  public List<OptionSpec> options() {
    return PythonOptions.SPECS;
  }

  @Override
  public Availability availability(RuntimeRequest request) {
    PythonOptions options = PythonOptions.parse(request.options(), machine);
    try {
      options.cache().requireOwn(Planted.onThisUser());
      choice.checkAvailable(options, workerSide(request).requirements());
      return Availability.usable();
    } catch (UnavailableException unavailable) {
      return Availability.unusable(unavailable.reason(), unavailable.remedy());
    } catch (SnakepitException wrong) {
      return Availability.unusable(String.valueOf(wrong.getMessage()), "");
    } catch (IOException failure) {
      return Availability.unusable(String.valueOf(failure), "");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Availability.unusable("interrupted while looking for Python", "");
    }
  }

  @Override
  public PreparedRuntime prepare(RuntimeRequest request) {
    PythonOptions options = PythonOptions.parse(request.options(), machine);
    WorkerSide side = workerSide(request);
    try {
      options.cache().requireOwn(Planted.onThisUser());
      Interpreter interpreter = choice.provide(options, side.requirements());
      UnpackedCode unpacked = code(options, side, interpreter);
      List<Path> folders =
          unpacked.parts().stream().map(UnpackedCode.Part::folder).distinct().toList();
      return new PythonPlan(
          interpreter.executable(),
          folders.get(0),
          Lists.join(folders, options.folders()),
          side.entryPoint(),
          options.preload(),
          variables(options),
          unpacked);
    } catch (IOException failure) {
      throw new UnavailableException(
          ErrorCode.ENVIRONMENT_FAILED,
          "can't prepare the worker's files below " + options.cache().path() + ": " + failure,
          "name a folder that can be written with the option " + PythonOptions.CACHE,
          failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(
          ErrorCode.ENVIRONMENT_FAILED, "interrupted while preparing Python", "", interrupted);
    }
  }

  /** Unpacks the worker's code, the package {@code snakepit} first. */
  private UnpackedCode code(PythonOptions options, WorkerSide side, Interpreter interpreter)
      throws IOException, InterruptedException {
    List<ResourceTree> trees =
        List.of(read(PythonRuntime.class, CODE_FOLDER), read(side.anchor(), side.folder()));
    List<UnpackedCode.Part> parts = new ArrayList<>();
    if (options.nativeCode()) {
      Path folder = nativeCode.provide(trees, options.cache(), interpreter);
      trees.forEach(tree -> parts.add(new UnpackedCode.Part(tree, folder)));
      code.compile(folder, interpreter);
    } else {
      for (ResourceTree tree : trees) {
        Path folder = code.unpack(tree, options.cache().code());
        parts.add(new UnpackedCode.Part(tree, folder));
        code.compile(folder, interpreter);
      }
    }
    return new UnpackedCode(parts);
  }

  private static ResourceTree read(Class<?> anchor, String folder) {
    try {
      return ResourceTree.read(anchor, folder);
    } catch (IOException failure) {
      throw new UnavailableException(
          ErrorCode.RUNTIME_UNAVAILABLE,
          "the worker's code can't be read: " + failure.getMessage(),
          "check that the jar is complete, or was packed with its resources",
          failure);
    }
  }

  private Map<String, String> variables(PythonOptions options) {
    Map<String, String> variables =
        new TreeMap<>(ThreadLimits.variables(options.threads(), machine));
    variables.putAll(AllocatorTuning.variables(machine));
    // Whatever the locale: tool files and what they print are UTF-8.
    variables.put("PYTHONUTF8", "1");
    return variables;
  }

  private static WorkerSide workerSide(RuntimeRequest request) {
    return request
        .workerSide()
        .orElseThrow(
            () ->
                new UnavailableException(
                    ErrorCode.RUNTIME_UNAVAILABLE,
                    "the adapter for the wire '"
                        + request.wire()
                        + "' brings no worker side for Python",
                    "choose another adapter or another runtime",
                    null));
  }
}
