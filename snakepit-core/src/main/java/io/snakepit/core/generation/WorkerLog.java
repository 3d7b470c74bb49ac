package io.snakepit.core.generation;

import io.snakepit.core.codec.Codec;
import io.snakepit.core.contents.LogContents;
import io.snakepit.spi.Payload;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what a worker logs and prints to SLF4J, with worker and call. */
public final class WorkerLog {

  private static final Logger logger = LoggerFactory.getLogger(WorkerLog.class);

  private final String worker;
  private final Codec initial;
  private volatile @Nullable Codec codec;
  private volatile LongFunction<@Nullable String> toolOfCall = call -> null;
  private volatile Consumer<String> lastWords = line -> {};

  /**
   * Creates the log.
   *
   * @param initial the codec of records that come before the hello is settled
   */
  public WorkerLog(String worker, Codec initial) {
    this.worker = worker;
    this.initial = initial;
  }

  /** The codec is settled. */
  void speak(Codec settled) {
    codec = settled;
  }

  /** Sets who knows which tool a call runs. */
  public void nameCalls(LongFunction<@Nullable String> names) {
    toolOfCall = names;
  }

  /** Sets who keeps for the obituary what is printed to stderr, and warnings and errors. */
  void keepLastWords(Consumer<String> keeper) {
    lastWords = keeper;
  }

  /** A record of a call, 0 for none. */
  void onLog(long call, Payload log) {
    if (log == null) { // of an adapter that is compiled without our checks
      logger.warn("the adapter of worker {} gave null to WorkerListener.onLog", worker);
      return;
    }
    Codec current = codec;
    LogContents.forward(
            current == null ? initial : current, log, worker, call, toolOfCall.apply(call))
        .forEach(lastWords);
  }

  /** A line on the process's stderr: written past Python, so that the call isn't known. */
  void stderr(String line) {
    LogContents.forwardLine(line, worker);
  }
}
