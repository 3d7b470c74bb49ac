package io.snakepit.grpc;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.snakepit.grpc.v1.Credit;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.grpc.v1.ToWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However its threads interleave, the outbox leaves no frame behind that could be sent. */
@Tag("interleavings")
class OutboxInterleavingsTest {

  private static final int INTERLEAVINGS = 150;

  @Test
  void twoSendersLeaveNothingBehind() {
    explore(
        new Long[] {1L, 2L},
        true,
        (outbox, transport) -> outbox.send(credit(1), false),
        outbox -> outbox.send(credit(2), false));
  }

  @Test
  void aTransportThatBecomesReadyMeanwhileTakesWhatWaits() {
    explore(
        new Long[] {1L},
        false,
        (outbox, transport) -> {
          transport.ready = true;
          outbox.flush();
        },
        outbox -> outbox.send(credit(1), false));
  }

  @Test
  void whatOthersSendWhileOneThreadHoldsIsNotKept() {
    explore(
        new Long[] {1L, 2L},
        true,
        (outbox, transport) -> outbox.send(credit(1), false),
        outbox -> {
          outbox.hold();
          outbox.send(credit(2), false);
          outbox.release();
        });
  }

  /** Lets another thread and this one use an outbox at the same time. */
  private static void explore(
      Long[] sent, boolean ready, BiConsumer<Outbox, Transport> there, Consumer<Outbox> here) {
    Lincheck.runConcurrentTest(
        INTERLEAVINGS,
        () -> {
          Transport transport = new Transport(ready);
          Outbox outbox = new Outbox(transport);
          Thread other = new Thread(() -> there.accept(outbox, transport));
          other.start();
          here.accept(outbox);
          join(other);
          transport.hasSent(sent);
        });
  }

  private static Instruction credit(long call) {
    return Instruction.newBuilder().setCredit(Credit.newBuilder().setCall(call)).build();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Takes messages while it is ready, from one thread at a time. */
  private static final class Transport extends ClientCall<ToWorker, ToJvm> {

    private final List<Long> calls = new ArrayList<>();
    private volatile boolean ready;

    Transport(boolean ready) {
      this.ready = ready;
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void sendMessage(ToWorker message) {
      message.getFramesList().forEach(frame -> calls.add(frame.getCredit().getCall()));
    }

    void hasSent(Long... expected) {
      if (calls.size() != expected.length || !calls.containsAll(List.of(expected))) {
        throw new AssertionError("sent " + calls + " instead of " + List.of(expected));
      }
    }

    @Override
    public void start(Listener<ToJvm> listener, Metadata headers) {}

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

    @Override
    public void halfClose() {}
  }
}
