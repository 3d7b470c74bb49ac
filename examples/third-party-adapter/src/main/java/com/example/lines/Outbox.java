package com.example.lines;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes messages on a thread of its own, so that nobody waits for a worker that doesn't read
 * (S13). The core bounds what is in it: it sends a worker no more calls than it may have (S4).
 */
final class Outbox {

  private static final int BUFFER = 64 << 10;

  private record Entry(Message message, Runnable whenWritten) {}

  private static final Entry LAST = new Entry(null, null);

  private static final Runnable NOTHING = () -> {};

  private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();

  Outbox(String worker, OutputStream target) {
    Thread thread = new Thread(() -> write(target), worker + "-out");
    thread.setDaemon(true);
    thread.start();
  }

  void send(Message message) {
    send(message, NOTHING);
  }

  /**
   * Sends a message.
   *
   * @param whenWritten counts on it that the worker can read the message
   */
  void send(Message message, Runnable whenWritten) {
    queue.add(new Entry(message, whenWritten));
  }

  void close() {
    queue.add(LAST);
  }

  private void write(OutputStream target) {
    try (OutputStream out = new BufferedOutputStream(target, BUFFER)) {
      for (Entry entry = queue.take(); entry != LAST; entry = queue.take()) {
        entry.message.writeTo(out);
        if (queue.isEmpty() || entry.whenWritten != NOTHING) {
          out.flush();
        }
        entry.whenWritten.run();
      }
    } catch (IOException workerIsGone) {
      // Its output ends as well, and whoever reads that tells everybody.
    } catch (InterruptedException neverHappens) {
      Thread.currentThread().interrupt();
    }
  }
}
