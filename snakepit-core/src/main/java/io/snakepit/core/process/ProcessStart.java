package io.snakepit.core.process;

import java.io.IOException;

/** Starts a process without harm to the rest of the JVM. */
final class ProcessStart {

  private ProcessStart() {}

  /**
   * Starts it, if there is room for that.
   *
   * @throws IOException when it can't be started
   */
  static Process of(ProcessBuilder builder) throws IOException {
    DescriptorRoom.require();
    // The JDK (17) keeps the thread that waits for the exit for other processes, of other
    // applications, too, and with it the class loader that it takes over from this one.
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    try {
      return builder.start();
    } finally {
      thread.setContextClassLoader(context);
    }
  }
}
