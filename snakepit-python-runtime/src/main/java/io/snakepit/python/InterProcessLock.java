package io.snakepit.python;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock that one thread of one process of this machine can hold. It ends with its process, however
 * that ends.
 *
 * @param file what stands for the lock; stays there
 */
record InterProcessLock(Path file) {

  /** What is done under the lock takes seconds to minutes: looking so often costs nothing. */
  private static final long RETRY_MILLIS = 100;

  /** What is done while holding it. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException, InterruptedException;
  }

  /**
   * Waits for the lock and holds it while the action runs.
   *
   * @param onWait told once when somebody else has it
   */
  <T> T holding(Runnable onWait, Action<T> action) throws IOException, InterruptedException {
    if (Thread.interrupted()) { // the channel would say that it was closed
      throw new InterruptedException();
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (!tryLock(channel)) {
        onWait.run();
        do {
          Thread.sleep(RETRY_MILLIS);
        } while (!tryLock(channel));
      }
      return action.run();
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }
}
