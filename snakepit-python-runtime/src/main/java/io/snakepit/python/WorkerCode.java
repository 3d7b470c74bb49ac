package io.snakepit.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the Python code of jars where Python can import it. A folder's name comes from its content,
 * so all processes may use and mend the same folder: whatever they write there is the same.
 */
final class WorkerCode {

  private static final Logger LOGGER = LoggerFactory.getLogger(PythonRuntime.LOGGER_NAME);

  private static final Duration COMPILE_LIMIT = Duration.ofMinutes(1);

  private final CommandRunner runner;

  WorkerCode(CommandRunner runner) {
    this.runner = runner;
  }

  /**
   * Unpacks a folder of resources, or mends what is missing or damaged of it.
   *
   * @param cache where unpacked code is kept
   * @return the folder, complete
   */
  Path unpack(ResourceTree tree, Path cache) throws IOException {
    Path folder = cache.resolve(tree.name());
    tree.writeTo(folder);
    return folder;
  }

  /**
   * Compiles the code once for each Python, so that workers start fast even where Python is told
   * not to write byte code. Workers run without it too: a failure is no error.
   */
  void compile(Path folder, Interpreter interpreter) throws InterruptedException {
    Path marker = folder.resolve(".compiled-" + interpreter.cacheTag());
    if (Files.exists(marker)) {
      return;
    }
    // Isolated: a compileall.py of the current folder isn't meant.
    List<String> command =
        List.of(interpreter.executable().toString(), "-I", "-", folder.toString());
    try {
      CommandOutput output = runner.run(command, Scripts.COMPILATION.text(), COMPILE_LIMIT);
      if (output.succeeded()) {
        FileTrees.writeWhole(marker, new byte[0]);
      } else {
        LOGGER.debug("compiling {} failed: {}", folder, output);
      }
    } catch (IOException failure) {
      LOGGER.debug("compiling {} failed", folder, failure);
    }
  }
}
