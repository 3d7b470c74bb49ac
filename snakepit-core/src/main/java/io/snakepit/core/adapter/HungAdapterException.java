package io.snakepit.core.adapter;

import io.snakepit.core.text.StackPlace;
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
            + StackPlace.of(stack)
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
            + StackPlace.of(last)
            + REMEDY,
        last);
  }
}
