package io.snakepit.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.grpc.v1.ToWorker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The one stream of calls to a worker. Safe for use by several threads. */
final class WorkStream {

  /** Takes what the worker sends. Called by one thread. */
  interface Inbound {

    /** Takes a message. */
    void onMessage(ToJvm message);

    /** Nothing more will come. */
    void onClose(Status status);
  }

  private final Transport transport;
  private final ClientCall<ToWorker, ToJvm> call;
  private final Outbox outbox;
  private final Inbound inbound;

  /** The thread that writes has been asked to flush. */
  private final AtomicBoolean flushing = new AtomicBoolean();

  WorkStream(Transport transport, Inbound inbound) {
    this.transport = transport;
    this.inbound = inbound;
    call = transport.channel().newCall(WorkMethod.descriptor(), CallOptions.DEFAULT);
    outbox = new Outbox(call);
  }

  void start(byte[] secret) {
    call.start(new Listener(), WorkMethod.credentials(secret));
    call.request(1);
  }

  void send(Instruction frame, boolean interrupt) {
    outbox.send(frame, interrupt);
  }

  /** Leaves a frame to whatever is sent, or flushed, next. */
  void sendWithNext(Instruction frame) {
    outbox.sendWithNext(frame);
  }

  /** How many frames haven't been sent yet. */
  int waiting() {
    return outbox.size();
  }

  void flush() {
    outbox.flush();
  }

  /** Has the thread that writes flush, so that what is added until it gets to it goes together. */
  void flushSoon() {
    if (flushing.compareAndSet(false, true)) {
      transport.execute(
          () -> {
            flushing.set(false);
            outbox.flush();
          });
    }
  }

  /** Ends everything. Never blocks; idempotent. */
  void close() {
    outbox.close();
    call.cancel("the worker is gone", null);
    transport.close();
  }

  /**
   * A message at a time is asked for. It is handed on at once: the demand of each exchange is its
   * credit, so a consumer that is idle stops its own producer and nobody else's.
   */
  private final class Listener extends ClientCall.Listener<ToJvm> {

    @Override
    public void onMessage(ToJvm message) {
      outbox.hold();
      try {
        inbound.onMessage(message);
      } finally {
        outbox.release();
        call.request(1);
      }
    }

    @Override
    public void onReady() {
      outbox.flush();
    }

    @Override
    public void onClose(Status status, @Nullable Metadata trailers) {
      inbound.onClose(status);
    }
  }
}
