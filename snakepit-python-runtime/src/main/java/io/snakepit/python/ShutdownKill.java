package io.snakepit.python;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Kills a command that runs when the JVM is told to end: nothing interrupts the thread that waits
 * for it then, and pip has half an hour.
 */
final class ShutdownKill implements AutoCloseable {

  private final Thread hook = new Thread(this::end, "snakepit-python-end");
  private @Nullable Process process; // guarded by this

  /**
   * Begins to watch.
   *
   * @throws IOException when the JVM is ending already
   */
  ShutdownKill() throws IOException {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException ending) {
      throw new IOException("this JVM is ending", ending);
    }
  }

  /** Starts the command. The hook waits for that: else it could miss it. */
  synchronized Process start(ProcessBuilder builder) throws IOException {
    // The JDK (17) keeps the thread that waits for the exit for other processes, of other
    // applications, too, and with it the class loader that it takes over from this one.
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    try {
      Process started = builder.start();
      process = started;
      return started;
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  private synchronized void end() {
    if (process != null) {
      kill(process);
    }
  }

  /** Kills a command and its descendants. */
  static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Watches no longer. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // Then it runs, and the command is to be killed.
    }
  }
}
