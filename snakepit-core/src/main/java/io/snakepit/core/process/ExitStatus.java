package io.snakepit.core.process;

import io.snakepit.spi.ProcessExit;
import java.util.List;
import java.util.OptionalInt;

/** What the JDK's exit value of a process means. */
public final class ExitStatus {

  /** Signals 1 to 31, whose numbers differ between the kernels. */
  private static final List<String> LINUX =
      names(
          "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT"
              + " STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS");

  private static final List<String> BSD =
      names(
          "HUP INT QUIT ILL TRAP ABRT EMT FPE KILL BUS SEGV SYS PIPE ALRM TERM URG STOP TSTP CONT"
              + " CHLD TTIN TTOU IO XCPU XFSZ VTALRM PROF WINCH INFO USR1 USR2");

  private static final int SIGNALLED = 128;
  private static final int LAST_SIGNAL = 64;

  private ExitStatus() {}

  private static List<String> names(String inOrder) {
    return List.of(inOrder.split(" ", -1));
  }

  /**
   * Reads an exit value of this platform. Where there are signals, the JDK gives 128 and the number
   * for a process that was ended by one; a process that exits with such a status by itself, as
   * shells do for their children, looks the same.
   */
  public static ProcessExit read(int status) {
    if (Platform.IS_WINDOWS) {
      return new ProcessExit(OptionalInt.of(status), null);
    }
    return read(status, Platform.IS_LINUX ? LINUX : BSD);
  }

  private static ProcessExit read(int status, List<String> names) {
    int signal = status - SIGNALLED;
    if (signal < 1 || signal > LAST_SIGNAL) {
      return new ProcessExit(OptionalInt.of(status), null);
    }
    String name = signal <= names.size() ? "SIG" + names.get(signal - 1) : "signal " + signal;
    return new ProcessExit(OptionalInt.empty(), name);
  }
}
