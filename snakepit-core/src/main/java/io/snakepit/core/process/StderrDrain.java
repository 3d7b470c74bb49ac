package io.snakepit.core.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one process's stderr to its end, line by line, and keeps the last lines. */
final class StderrDrain implements Runnable {

  private static final Logger logger = LoggerFactory.getLogger(StderrDrain.class);
  private static final int CHUNK = 8 << 10;

  private final String worker;
  private final InputStream stderr;
  private final StderrSink sink;
  private final int kept;
  private final StackCut cut;
  private final ArrayDeque<String> tail = new ArrayDeque<>(); // guarded by itself
  private volatile long lines; // that the tail was given; written under its lock
  private final CompletableFuture<@Nullable Void> drained = new CompletableFuture<>();
  private boolean sinkFailed;

  StderrDrain(String worker, InputStream stderr, StderrSink sink) {
    this.worker = worker;
    this.stderr = stderr;
    this.sink = sink;
    this.kept = sink.keptLines();
    this.cut = new StackCut(kept);
  }

  @Override
  public void run() {
    LineCutter lines = new LineCutter(this::line);
    byte[] chunk = new byte[CHUNK];
    try (stderr) {
      int count;
      while ((count = stderr.read(chunk)) >= 0) {
        lines.take(chunk, count);
      }
    } catch (IOException failure) {
      logger.debug("the stderr of worker {} can't be read any more", worker, failure);
    } finally {
      lines.end();
      drained.complete(null);
    }
  }

  private void line(String line) {
    if (cut.keeps(line)) {
      keep(line);
    }
    try {
      sink.onLine(line);
    } catch (RuntimeException failure) {
      if (!sinkFailed) {
        sinkFailed = true;
        logger.warn("a line that worker {} wrote to stderr can't be passed on", worker, failure);
      }
    }
  }

  /** Adds a line to the tail. */
  void keep(String line) {
    synchronized (tail) {
      lines++;
      tail.add(line);
      if (tail.size() > kept) {
        tail.remove();
      }
    }
  }

  /** Of the last lines those that came after so many, oldest first. */
  List<String> tail(long since) {
    synchronized (tail) {
      long before = tail.size() - (lines - since);
      return tail.stream().skip(Math.max(0, before)).toList();
    }
  }

  /** How many lines the tail was given. */
  long lines() {
    return lines;
  }

  /** Completes at the end of stderr. */
  CompletionStage<@Nullable Void> drained() {
    return drained.minimalCompletionStage();
  }
}
