package io.snakepit.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * A Python that answered.
 *
 * @param executable the real program: of an environment its own, never a shim in front of it
 * @param version what it speaks
 * @param cacheTag what it puts into the names of its byte code files, as {@code cpython-311}
 * @param modules which of the modules that make environments it has
 */
record Interpreter(Path executable, PythonVersion version, String cacheTag, Set<String> modules) {

  /** Copies the set. */
  Interpreter {
    modules = Set.copyOf(modules);
  }

  boolean has(String module) {
    return modules.contains(module);
  }

  /** The same language behind another program: an environment made from this interpreter. */
  Interpreter in(Path environmentPython) {
    return new Interpreter(environmentPython, version, cacheTag, modules);
  }

  /** Adds all that what is built with it depends on. */
  void addTo(Digest digest) throws IOException {
    digest
        .add(executable.toRealPath().toString())
        .add(version.toString())
        .add(System.getProperty("os.name") + ' ' + System.getProperty("os.arch"));
  }

  @Override
  public String toString() {
    return "Python " + version + " (" + executable + ")";
  }
}
