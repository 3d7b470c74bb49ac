package io.snakepit.python;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's code with a part of it compiled to machine code, once for each Python. Each package
 * says in a file {@code native.txt} which of its modules that is. Packages are compiled together,
 * so that what calls from one into the other doesn't go through the interpreter.
 */
final class NativeCode {

  private static final Logger LOGGER = LoggerFactory.getLogger(PythonRuntime.LOGGER_NAME);

  /** mypyc comes with mypy; setuptools knows the system's compiler. */
  private static final List<String> COMPILER = List.of("mypy>=1.15", "setuptools>=65");

  /** A slow machine may take minutes. */
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private final CommandRunner runner;
  private final InterpreterChoice choice;

  NativeCode(CommandRunner runner, InterpreterChoice choice) {
    this.runner = runner;
    this.choice = choice;
  }

  /**
   * The folder with all the packages, compiled now if they aren't yet.
   *
   * @throws UnavailableException when they can't be compiled
   */
  Path provide(List<ResourceTree> trees, CacheFolder cache, Interpreter interpreter)
      throws IOException, InterruptedException {
    Path folder = cache.nativeCode().resolve(name(trees, interpreter));
    if (Files.isDirectory(folder)) {
      unpack(trees, folder); // mends what somebody removed
      return folder;
    }
    FileTrees.createPrivate(cache.nativeCode());
    Runnable onWait = () -> LOGGER.info("waiting for another process that compiles {}", folder);
    return new InterProcessLock(folder.resolveSibling(folder.getFileName() + ".lock"))
        .holding(
            onWait,
            () -> Files.isDirectory(folder) ? folder : build(trees, cache, interpreter, folder));
  }

  private Path build(
      List<ResourceTree> trees, CacheFolder cache, Interpreter interpreter, Path folder)
      throws IOException, InterruptedException {
    discardAttempts(folder);
    Path attempt =
        folder.resolveSibling(
            folder.getFileName() + "-" + UUID.randomUUID().toString().substring(0, 8));
    try {
      unpack(trees, attempt);
      compile(attempt, compiler(cache, interpreter));
      // Complete or not there at all: whoever finds the folder uses it.
      return Files.move(attempt, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FileTrees.discard(attempt);
    }
  }

  private static void unpack(List<ResourceTree> trees, Path folder) throws IOException {
    for (ResourceTree tree : trees) {
      tree.writeTo(folder);
    }
  }

  private Interpreter compiler(CacheFolder cache, Interpreter interpreter)
      throws IOException, InterruptedException {
    try {
      return choice.provide(PythonOptions.environment(interpreter, COMPILER, cache), List.of());
    } catch (UnavailableException missing) {
      String otherwise = "leave out the option " + PythonOptions.NATIVE;
      throw new UnavailableException(
          missing.code(),
          "the option " + PythonOptions.NATIVE + " needs mypyc: " + missing.reason(),
          missing.remedy().isEmpty() ? otherwise : missing.remedy() + "; or " + otherwise,
          missing);
    }
  }

  private void compile(Path folder, Interpreter compiler) throws IOException, InterruptedException {
    long start = System.nanoTime();
    LOGGER.info("compiling the worker's code to machine code with {}, once", compiler);
    List<String> command = List.of(compiler.executable().toString(), "-I", "-", folder.toString());
    CommandOutput output =
        runner.run(
            command, Scripts.NATIVE_CODE.text(), LIMIT, CommandReports.progress("compiling"));
    if (!output.succeeded()) {
      throw new UnavailableException(
          ErrorCode.ENVIRONMENT_FAILED,
          CommandReports.failure("the worker's code can't be compiled to machine code", output),
          "install a C compiler and Python's headers (Debian and Ubuntu: apt install gcc"
              + " python3-dev), or leave out the option "
              + PythonOptions.NATIVE,
          null);
    }
    LOGGER.info("compiled after {} s", CommandReports.seconds(start));
  }

  private static void discardAttempts(Path folder) throws IOException {
    try (DirectoryStream<Path> attempts =
        Files.newDirectoryStream(folder.resolveSibling(""), folder.getFileName() + "-*")) {
      attempts.forEach(FileTrees::discard);
    }
  }

  private static String name(List<ResourceTree> trees, Interpreter interpreter) throws IOException {
    Digest digest = new Digest().add(Scripts.NATIVE_CODE.text());
    trees.forEach(tree -> digest.add(tree.name()));
    interpreter.addTo(digest);
    return digest.name();
  }
}
