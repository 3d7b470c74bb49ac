package io.snakepit.core.process;

import io.snakepit.spi.ProcessExit;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A process of this machine and its group. */
final class LocalProcess implements LaunchedProcess {

  private static final String KILLED = "SIGKILL";

  private final String worker;
  private final Process process;
  private final OutputStream stdin;
  private final Guardian guardian;
  private final boolean showsStacks;
  private final StderrDrain stderr;
  private final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
  private final OptionalLong outOfMemoryKillsBefore = OutOfMemoryKills.count();
  private volatile boolean killed;

  LocalProcess(
      String worker, Process process, boolean showsStacks, StderrSink sink, Guardian guardian) {
    this.worker = worker;
    this.process = process;
    this.stdin = new PipeOutput(process.getOutputStream());
    this.showsStacks = showsStacks;
    this.guardian = guardian;
    this.stderr = new StderrDrain(worker, process.getErrorStream(), sink);
  }

  /**
   * Begins to watch it. Waits for the exit with a thread of its own: the future of the JDK would
   * come by way of the common pool, which the application may have filled.
   */
  void begin(Runnable whenGone) {
    daemon("snakepit-stderr-" + worker, stderr).start();
    daemon("snakepit-exit-" + worker, () -> awaitExit(whenGone)).start();
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void awaitExit(Runnable whenGone) {
    int status = waitFor();
    guardian.end(process.pid()); // what it started and left behind
    whenGone.run();
    exit.complete(ExitStatus.read(status));
  }

  private int waitFor() {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException nobodysReason) {
        // this thread is known to nobody else: only the exit ends it
      }
    }
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(process.pid());
  }

  @Override
  public OutputStream stdin() {
    return stdin;
  }

  @Override
  public InputStream stdout() {
    return process.getInputStream();
  }

  @Override
  public void interrupt() {
    if (process.supportsNormalTermination()) {
      process.toHandle().destroy(); // not process.destroy(): that would close the pipes
    }
  }

  @Override
  public boolean showStacks() {
    return showsStacks
        && !exit.isDone()
        && !QuitSignal.isFatalTo(process.pid())
        && guardian.quit(process.pid());
  }

  @Override
  public void kill() {
    if (exit.isDone()) {
      return;
    }
    if (!ProcessState.of(process.pid()).isEnding()) {
      killed = true;
    }
    process.toHandle().destroyForcibly(); // leaves the pipes open: the last words may be there
    if (!guardian.end(process.pid())) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Override
  public CompletionStage<ProcessExit> exit() {
    return exit.minimalCompletionStage();
  }

  @Override
  public boolean wasKilled() {
    ProcessExit known = exit.getNow(null);
    return killed && known != null && (known.signal() == null || KILLED.equals(known.signal()));
  }

  @Override
  public String describe(ProcessExit how) {
    if (!KILLED.equals(how.signal())) {
      return how.describe();
    }
    OptionalLong now = OutOfMemoryKills.count();
    if (now.isEmpty() || outOfMemoryKillsBefore.isEmpty()) {
      return how.describe() + ", not by Snakepit; by the kernel's out-of-memory killer?";
    }
    return now.getAsLong() > outOfMemoryKillsBefore.getAsLong()
        ? how.describe()
            + ", most likely by the kernel's out-of-memory killer: it has struck meanwhile"
        : how.describe() + ", by neither Snakepit nor the kernel's out-of-memory killer";
  }

  @Override
  public List<String> stderrTail(long since) {
    return stderr.tail(since);
  }

  @Override
  public long stderrLines() {
    return stderr.lines();
  }

  @Override
  public void addToTail(String line) {
    stderr.keep(line);
  }

  @Override
  public CompletionStage<?> stderrDrained() {
    return stderr.drained();
  }

  @Override
  public OptionalLong residentBytes() {
    return exit.isDone() ? OptionalLong.empty() : ResidentMemory.of(process.pid());
  }

  @Override
  public String toString() {
    return "process " + process.pid() + " of worker " + worker;
  }
}
