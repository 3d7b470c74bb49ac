package io.snakepit.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's code where it was unpacked. Something that tidies up may remove files of it while a
 * pool serves, and its next worker needs them again.
 *
 * @param parts what lies where
 */
record UnpackedCode(List<Part> parts) {

  private static final Logger LOGGER = LoggerFactory.getLogger(PythonRuntime.LOGGER_NAME);

  /**
   * The files of a jar.
   *
   * @param tree the files
   * @param folder where they are, perhaps beside others
   */
  record Part(ResourceTree tree, Path folder) {}

  /** Copies the list. */
  UnpackedCode {
    parts = List.copyOf(parts);
  }

  /** Unpacks again what isn't there any more. A worker that misses something says so itself. */
  void mend() {
    parts.stream().filter(part -> !part.tree().isIn(part.folder())).forEach(UnpackedCode::mend);
  }

  private static void mend(Part part) {
    LOGGER.warn("{} was tidied up: unpacking the worker's code again", part.folder());
    try {
      part.tree().writeTo(part.folder());
    } catch (IOException failure) {
      LOGGER.warn("can't unpack the worker's code to {}", part.folder(), failure);
    }
  }
}
