package io.snakepit.python;

import io.snakepit.api.ConfigurationException;
import io.snakepit.spi.OptionSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runtime's options, checked.
 *
 * @param python the interpreter's path or command, when named
 * @param requirements the requirements file, when named
 * @param packages requirement specifiers besides
 * @param threads the limit for numeric libraries; 0 for none
 * @param folders where workers find modules besides
 * @param cache where environments and code are kept
 * @param nativeCode whether the worker's code is compiled to machine code
 * @param preload what to load once, in a process that workers are forked from; empty for none
 */
record PythonOptions(
    Optional<String> python,
    Optional<RequirementsFile> requirements,
    List<String> packages,
    int threads,
    List<Path> folders,
    CacheFolder cache,
    boolean nativeCode,
    List<String> preload) {

  static final String PYTHON = "python";
  static final String REQUIREMENTS = "requirements";
  static final String PACKAGES = "packages";
  static final String THREADS = "threads";
  static final String PATH = "path";
  static final String CACHE = "cache";
  static final String NATIVE = "native";
  static final String PRELOAD = "preload";

  /** What users may set. */
  static final List<OptionSpec> SPECS =
      List.of(
          new OptionSpec(PYTHON, "the interpreter: a path, or the name of a command on PATH", ""),
          new OptionSpec(
              REQUIREMENTS, "a requirements file; workers get an environment made from it", ""),
          new OptionSpec(
              PACKAGES,
              "requirement specifiers parted by blanks or commas; workers get an environment with"
                  + " them",
              ""),
          new OptionSpec(
              THREADS,
              "threads that numeric libraries (OpenMP, BLAS) may start in each worker; 0 leaves"
                  + " them alone",
              "1"),
          new OptionSpec(
              PATH, "folders where workers find modules besides, joined as in PYTHONPATH", ""),
          new OptionSpec(
              CACHE, "the folder for environments and unpacked code", "the system's cache folder"),
          new OptionSpec(
              NATIVE,
              "true compiles Snakepit's own code in workers to machine code, once: needs a C"
                  + " compiler and Python's headers",
              "false",
              List.of("true", "false")),
          new OptionSpec(
              PRELOAD,
              "modules, files and folders parted by commas; they are loaded once, in a process that"
                  + " workers are forked from (Linux)",
              ""));

  /** Copies the lists. */
  PythonOptions {
    packages = List.copyOf(packages);
    folders = List.copyOf(folders);
    preload = List.copyOf(preload);
  }

  /**
   * Checks the options.
   *
   * @throws ConfigurationException with everything that can't be right
   */
  static PythonOptions parse(Map<String, String> options, Machine machine) {
    OptionReader reader = new OptionReader(options);
    PythonOptions parsed =
        new PythonOptions(
            reader.text(PYTHON),
            reader.requirementsFile(REQUIREMENTS),
            reader.specifiers(PACKAGES),
            reader.count(THREADS, 1),
            reader.folders(PATH),
            reader.folder(CACHE).map(CacheFolder::new).orElseGet(() -> CacheFolder.usual(machine)),
            reader.flag(NATIVE),
            reader.sources(PRELOAD));
    reader.throwProblems();
    return parsed;
  }

  /** Options that ask for an environment with some packages, made from an interpreter. */
  static PythonOptions environment(Interpreter base, List<String> packages, CacheFolder cache) {
    return new PythonOptions(
        Optional.of(base.executable().toString()),
        Optional.empty(),
        packages,
        0,
        List.of(),
        cache,
        false,
        List.of());
  }

  /** Whether workers are to run in an environment of their own. */
  boolean asksForEnvironment() {
    return requirements.isPresent() || !packages.isEmpty();
  }
}
