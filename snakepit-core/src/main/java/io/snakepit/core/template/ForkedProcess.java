package io.snakepit.core.template;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that another one forked for this JVM, which hears of its exit from that one. Its pipes
 * are reached as Linux shows them, in {@code /proc}.
 */
final class ForkedProcess extends Process {

  private static final Logger logger = LoggerFactory.getLogger(ForkedProcess.class);

  private final ProcessHandle handle;
  private final CompletableFuture<Integer> exit;
  private final OutputStream stdin;
  private final UnreadOutput stdout;
  private final InputStream stderr;

  private ForkedProcess(
      ProcessHandle handle,
      CompletableFuture<Integer> exit,
      OutputStream stdin,
      UnreadOutput stdout,
      InputStream stderr) {
    this.handle = handle;
    this.exit = exit;
    this.stdin = stdin;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /**
   * Opens the other ends of what a process has as its descriptors 0 to 2.
   *
   * @param exit completed with its exit value, as {@link Process#exitValue()} has it
   * @throws UnfitTemplateException when the system doesn't let this JVM open them
   * @throws IOException when it is gone, or this JVM can't open them now
   */
  static ForkedProcess open(long pid, CompletableFuture<Integer> exit)
      throws IOException, UnfitTemplateException {
    OutputStream stdin = null;
    UnreadOutput stdout = null;
    InputStream stderr = null;
    try {
      stdin = output(pid, 0);
      stdout = new UnreadOutput(input(pid, 1));
      stderr = input(pid, 2);
      // last: for want of descriptors it couldn't be found either, and the others say that
      ProcessHandle handle =
          ProcessHandle.of(pid).orElseThrow(() -> new IOException("it has ended at once"));
      ForkedProcess process = new ForkedProcess(handle, exit, stdin, stdout, stderr);
      exit.thenRun(process::closeUnused);
      return process;
    } catch (IOException failure) {
      close(stdin, failure);
      close(stdout, failure);
      close(stderr, failure);
      String what = "can't reach the pipes of process " + pid + ": " + failure;
      if (failure instanceof AccessDeniedException) {
        throw new UnfitTemplateException(
            what + "; has something that was loaded closed it to others (PR_SET_DUMPABLE)?");
      }
      throw new IOException(what, failure);
    }
  }

  private static OutputStream output(long pid, int descriptor) throws IOException {
    String place = place(pid, descriptor);
    FileChannel both = openBoth(place);
    try {
      return new FileOutputStream(place);
    } finally {
      both.close();
    }
  }

  private static InputStream input(long pid, int descriptor) throws IOException {
    String place = place(pid, descriptor);
    FileChannel both = openBoth(place);
    try {
      return new FileInputStream(place);
    } finally {
      both.close();
    }
  }

  /** Not to wait for a process that dies just now: whoever opens one end waits for the other. */
  private static FileChannel openBoth(String place) throws IOException {
    return FileChannel.open(Path.of(place), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static String place(long pid, int descriptor) {
    return "/proc/" + pid + "/fd/" + descriptor;
  }

  private static void close(@Nullable Closeable opened, IOException failure) {
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException second) {
        failure.addSuppressed(second);
      }
    }
  }

  /** As the JDK does when a process is gone; stderr is read to its end by who closes it. */
  private void closeUnused() {
    try {
      stdin.close();
      stdout.processIsGone();
    } catch (IOException failure) {
      logger.debug("closing the pipes of process {}", pid(), failure);
    }
  }

  @Override
  public OutputStream getOutputStream() {
    return stdin;
  }

  @Override
  public InputStream getInputStream() {
    return stdout;
  }

  @Override
  public InputStream getErrorStream() {
    return stderr;
  }

  @Override
  public int waitFor() throws InterruptedException {
    try {
      return exit.get();
    } catch (ExecutionException impossible) { // it is only ever completed with a value
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public int exitValue() {
    if (!exit.isDone()) {
      throw new IllegalThreadStateException("process " + pid() + " hasn't exited");
    }
    return exit.join();
  }

  @Override
  public void destroy() {
    handle.destroy();
  }

  @Override
  public Process destroyForcibly() {
    handle.destroyForcibly();
    return this;
  }

  @Override
  public boolean supportsNormalTermination() {
    return true;
  }

  @Override
  public long pid() {
    return handle.pid();
  }

  @Override
  public ProcessHandle toHandle() {
    return handle;
  }

  @Override
  public String toString() {
    return "forked process " + pid();
  }
}
