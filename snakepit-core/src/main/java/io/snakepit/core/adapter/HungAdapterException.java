package io.snakepit.core.adapter;

import java.util.Arrays;
import java.util.List;

/** An adapter doesn't return from what must not wait. Its stack is that of the thread in there. */
public final class HungAdapterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String REMEDY =
      "; that is the adapter's defect, which its contract kit shows: until it is mended, name"
          + " another adapter";

  private HungAdapterException(String message, StackTraceElement[] stack) {
    super(message);
    setStackTrace(stack);
  }

  /** What is seen of a thread that has been in there for too long. */
  static HungAdapterException of(String adapter, String method, String span, Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    return new HungAdapterException(
        "its adapter '"
            + adapter
            + "' waits in "
            + method
            + ", which must return at once: "
            + place(stack)
            + ", for longer than "
            + span
            + REMEDY,
        stack);
  }

  /** The adapter isn't asked for a worker while so many are in there. */
  static HungAdapterException refused(String adapter, List<HungAdapterException> hung) {
    StackTraceElement[] last = hung.get(hung.size() - 1).getStackTrace();
    return new HungAdapterException(
        "its adapter '"
            + adapter
            + "' isn't asked: "
            + hung.size()
            + " threads wait in it already and heed no interrupt, the last "
            + place(last)
            + REMEDY,
        last);
  }

  /** The adapter's own line, if the JDK's isn't all that there is. */
  private static String place(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .filter(frame -> !frame.getClassName().matches("(java|jdk|sun)\\..*"))
        .findFirst()
        .or(() -> Arrays.stream(stack).findFirst())
        .map(HungAdapterException::line)
        .orElse("nowhere");
  }

  /** Without loader and module, with which a frame's own text begins. */
  private static String line(StackTraceElement frame) {
    return "at "
        + frame.getClassName()
        + "."
        + frame.getMethodName()
        + "("
        + frame.getFileName()
        + ":"
        + frame.getLineNumber()
        + ")";
  }
}
