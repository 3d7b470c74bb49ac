package io.snakepit.grpc;

import io.grpc.ClientCall;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.grpc.v1.ToWorker;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends frames as soon as the transport takes them, on whichever thread has one; those that have to
 * wait go together. Safe for use by several threads; never blocks.
 *
 * <p>What waits is bounded without a limit here (S4): a call exists once for each exchange that the
 * pool lets be open, of host replies {@link io.snakepit.wire.WireConnection} bounds how many wait,
 * a credit stands for items that have been consumed, the others exist once at a time; and each fits
 * the frame limit.
 */
final class Outbox {

  /** Frames are joined up to this size; a larger frame travels alone. */
  private static final int BATCH_SIZE = 1 << 20;

  /** A frame, and whether the worker's code is to be interrupted for it. */
  private record Waiting(Instruction frame, boolean interrupt) {}

  private final ClientCall<ToWorker, ToJvm> call;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final ReentrantLock sending = new ReentrantLock();

  /** The thread that hands on a message: what it has to say about it goes together. */
  private volatile long heldBy;

  /** Nothing is sent any more. Under {@link #sending}. */
  private boolean closed;

  /** It has said something that isn't to wait for others. Of that thread. */
  private boolean due;

  Outbox(ClientCall<ToWorker, ToJvm> call) {
    this.call = call;
  }

  void send(Instruction frame, boolean interrupt) {
    add(new Waiting(frame, interrupt));
    if (heldBy == Thread.currentThread().getId()) {
      due = true;
    } else {
      flush();
    }
  }

  /** Leaves a frame to whatever is sent, or flushed, next. */
  void sendWithNext(Instruction frame) {
    add(new Waiting(frame, false));
  }

  /** How many frames wait. */
  int size() {
    return count.get();
  }

  /** Keeps what the calling thread sends until {@link #release()}. One thread at a time. */
  void hold() {
    heldBy = Thread.currentThread().getId();
  }

  void release() {
    heldBy = 0;
    if (due) {
      due = false;
      flush();
    }
  }

  /** Sends what the transport takes. To be called again when it takes more. */
  void flush() {
    // Who finds the lock taken leaves its frame to the holder, who looks again after unlocking.
    while (!waiting.isEmpty() && call.isReady() && sending.tryLock()) {
      try {
        while (!closed && !waiting.isEmpty() && call.isReady()) {
          call.sendMessage(nextBatch());
        }
        if (closed) {
          return;
        }
      } finally {
        sending.unlock();
      }
    }
  }

  /** Sends nothing from now on: gRPC throws at who sends by a call that was cancelled. */
  void close() {
    sending.lock();
    try {
      closed = true;
    } finally {
      sending.unlock();
    }
  }

  private void add(Waiting frame) {
    waiting.add(frame);
    count.incrementAndGet();
  }

  private ToWorker nextBatch() {
    ToWorker.Builder batch = ToWorker.newBuilder();
    long size = 0;
    Waiting next = waiting.peek();
    while (next != null && (size == 0 || size + next.frame().getSerializedSize() <= BATCH_SIZE)) {
      waiting.remove();
      count.decrementAndGet();
      size += next.frame().getSerializedSize();
      batch.addFrames(next.frame());
      if (next.interrupt()) {
        batch.setInterrupt(true);
      }
      next = waiting.peek();
    }
    return batch.build();
  }
}
