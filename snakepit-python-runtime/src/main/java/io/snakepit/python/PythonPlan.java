package io.snakepit.python;

import io.snakepit.spi.LaunchPlan;
import io.snakepit.spi.PreparedRuntime;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How to start a worker.
 *
 * @param python the interpreter's program
 * @param runtimeCode the folder with the package {@code snakepit}
 * @param folders where the worker finds modules, first to last
 * @param entryPoint the module of the worker side to run
 * @param preload what a template loads that workers are forked from; empty for no template
 * @param environment variables to set
 * @param code what must be in those folders of ours
 */
record PythonPlan(
    Path python,
    Path runtimeCode,
    List<Path> folders,
    String entryPoint,
    List<String> preload,
    Map<String, String> environment,
    UnpackedCode code)
    implements PreparedRuntime {

  /**
   * The first two are for a person at a prompt and would make a worker wait for one; the others say
   * where another Python, which started this JVM or is meant by who did, has its library. An
   * interpreter finds its own, or it wouldn't have been chosen.
   */
  static final Set<String> REMOVED =
      Set.of("PYTHONINSPECT", "PYTHONSTARTUP", "PYTHONHOME", "__PYVENV_LAUNCHER__");

  private static final String TEMPLATE = "snakepit._template";

  /** Copies the collections. */
  PythonPlan {
    folders = List.copyOf(folders);
    preload = List.copyOf(preload);
    environment = Map.copyOf(environment);
  }

  @Override
  public LaunchPlan plan(List<String> arguments) {
    return starting(entryPoint, arguments);
  }

  @Override
  public Optional<LaunchPlan> template() {
    return preload.isEmpty()
        ? Optional.empty()
        : Optional.of(starting(TEMPLATE, Lists.join(List.of(entryPoint), preload)));
  }

  private LaunchPlan starting(String module, List<String> arguments) {
    code.mend();
    String paths =
        folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    List<String> start =
        List.of(
            python.toString(),
            runtimeCode.resolve("snakepit").resolve("_boot.py").toString(),
            paths,
            module);
    return new LaunchPlan(
        Lists.join(start, arguments), environment, REMOVED, Optional.empty(), true, true);
  }
}
