package io.snakepit.core.host;

import io.snakepit.api.HostTool;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.contents.ErrorContents;
import io.snakepit.core.text.FailureLog;
import io.snakepit.core.text.Words;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.HostRequest;
import io.snakepit.spi.Payload;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Runs host tools on the executor made for them; every request gets exactly one answer. */
public final class HostToolInvoker {

  private static final Logger logger = LoggerFactory.getLogger(HostToolInvoker.class);

  private final HostToolRegistry tools;
  private final Executor executor;
  private final Timer timer;

  public HostToolInvoker(HostToolRegistry tools, Executor executor, Timer timer) {
    this.tools = tools;
    this.executor = executor;
    this.timer = timer;
  }

  /**
   * Makes the task that answers a request; it is to be {@linkplain #start started} once.
   *
   * @param frameBytes the largest reply that the worker takes
   * @return the task; cancelling it interrupts the host tool, or answers in its place
   */
  public HostTask prepare(HostRequest request, Codec codec, CallLineage lineage, int frameBytes) {
    return HostTask.of(
        () -> answer(request, codec, lineage, frameBytes),
        () ->
            request.fail(
                ErrorContents.hostToolFailed(
                    codec,
                    new CancellationException(
                        "the call ended before host tool '" + request.tool() + "' began"),
                    frameBytes)));
  }

  /**
   * Starts a task that was made for the request.
   *
   * @param frameBytes the largest reply that the worker takes
   */
  public void start(HostTask task, HostRequest request, Codec codec, int frameBytes) {
    try {
      executor.execute(task);
    } catch (RuntimeException | Error full) {
      task.refuse(
          () -> request.fail(ErrorContents.hostToolFailed(codec, noThread(full), frameBytes)));
    }
  }

  /**
   * Runs other code of the application's that may block.
   *
   * @throws RejectedExecutionException when there is no thread for it
   */
  public void execute(Runnable code) {
    try {
      executor.execute(code);
    } catch (RuntimeException | Error full) {
      throw noThread(full);
    }
  }

  private static RejectedExecutionException noThread(Throwable why) {
    if (why instanceof NoHostThreadException own) {
      return own;
    }
    return new RejectedExecutionException("hostToolExecutor gave no thread: " + Words.of(why), why);
  }

  /** Runs the tool; answers how its worker is told. */
  private Runnable answer(HostRequest request, Codec codec, CallLineage lineage, int frameBytes) {
    try {
      HostTool tool = tools.find(request.tool());
      if (tool == null) {
        Payload unknown =
            ErrorContents.unknownHostTool(codec, request.tool(), tools.names(), frameBytes);
        return () -> request.fail(unknown);
      }
      Payload reply =
          lineage.run(
              () ->
                  codec.encode(
                      tool.call(new DecodedHostCall(request, codec, lineage, timer)), "result"));
      if (reply.size() > frameBytes) {
        throw new IllegalArgumentException(
            "the result has " + reply.size() + " bytes, limits.frame-bytes is " + frameBytes);
      }
      return () -> request.reply(reply);
    } catch (Throwable failure) { // whatever it was, the worker waits for an answer
      log(request, lineage, failure);
      Payload told = ErrorContents.hostToolFailed(codec, failure, frameBytes);
      return () -> request.fail(told);
    }
  }

  /** The worker gets its words alone: where it was thrown is for the log to tell. */
  private static void log(HostRequest request, CallLineage lineage, Throwable failure) {
    Level level =
        failure instanceof Error
            ? Level.WARN
            : failure instanceof InterruptedException ? Level.DEBUG : Level.INFO;
    FailureLog.log(
        logger, level, failure, "host tool '{}', called by {}, failed", request.tool(), lineage);
  }
}
