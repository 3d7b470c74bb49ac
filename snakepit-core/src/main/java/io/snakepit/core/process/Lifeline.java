package io.snakepit.core.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The guardian's shell, and the pipe that it lives by. For one caller at a time. */
final class Lifeline {

  private static final String SCRIPT = "guardian.sh";
  private static final Path ROOT = Path.of("/");

  private final Process shell;
  private final OutputStream orders;
  private final long startedAt = System.nanoTime();

  private Lifeline(Process shell) {
    this.shell = shell;
    this.orders = shell.getOutputStream();
  }

  /**
   * Starts the shell, in a session of its own, and without anything that would hold a pipe or a
   * folder of the application, or show its environment.
   *
   * @param whenGone told, on a thread of its own, when the shell has ended
   * @throws IOException when there is no shell
   */
  static Lifeline start(Consumer<Lifeline> whenGone) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessGroups.leading(List.of("/bin/sh", "-c", script(), "snakepit-guardian")))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .directory(ROOT.toFile());
    builder.environment().keySet().retainAll(Set.of("PATH"));
    Lifeline lifeline = new Lifeline(ProcessStart.of(builder));
    Thread watcher = new Thread(() -> lifeline.watch(whenGone), "snakepit-guardian");
    watcher.setDaemon(true);
    try {
      watcher.start();
    } catch (OutOfMemoryError noThread) { // of the shell nobody hears again
      lifeline.close();
      throw noThread;
    }
    return lifeline;
  }

  private static String script() throws IOException {
    try (InputStream resource = Lifeline.class.getResourceAsStream(SCRIPT)) {
      if (resource == null) {
        throw new IOException(SCRIPT + " is missing beside " + Lifeline.class);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void watch(Consumer<Lifeline> whenGone) {
    try {
      shell.waitFor();
      whenGone.accept(this);
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt(); // nobody has this thread to interrupt it
    }
  }

  /**
   * Gives an order. Returns before it is carried out.
   *
   * @throws IOException when the shell is gone
   */
  void send(String order) throws IOException {
    orders.write((order + '\n').getBytes(StandardCharsets.UTF_8));
    orders.flush();
  }

  /** Cuts it: the shell ends what it still watches, and then itself. */
  void close() {
    try {
      orders.close();
    } catch (IOException gone) {
      shell.destroyForcibly();
    }
  }

  long pid() {
    return shell.pid();
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }
}
