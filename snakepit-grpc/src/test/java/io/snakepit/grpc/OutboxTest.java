package io.snakepit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.snakepit.grpc.v1.Hello;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.ToJvm;
import io.snakepit.grpc.v1.ToWorker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final FakeCall call = new FakeCall();
  private final Outbox outbox = new Outbox(call);

  @Test
  void whatTheTransportTakesIsSentAtOnce() {
    outbox.send(Instructions.probe(1), false);
    outbox.send(Instructions.probe(2), false);

    assertThat(call.sent).extracting(ToWorker::getFramesCount).containsExactly(1, 1);
  }

  @Test
  void whatHasToWaitGoesTogetherInOrder() {
    call.ready = false;
    for (long number = 1; number <= 3; number++) {
      outbox.send(Instructions.probe(number), false);
    }
    assertThat(call.sent).isEmpty();

    call.ready = true;
    outbox.flush();

    assertThat(call.sent).hasSize(1);
    assertThat(call.sent.get(0).getFramesList())
        .extracting(frame -> frame.getProbe().getNumber())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void aFullTransportKeepsTheRestWaiting() {
    call.ready = false;
    outbox.send(large(), false);
    outbox.send(large(), false);
    call.takes = 1;

    call.ready = true;
    outbox.flush();
    assertThat(call.sent).hasSize(1);

    call.takes = 1;
    call.ready = true;
    outbox.flush();
    assertThat(call.sent).hasSize(2);
  }

  @Test
  void aBatchHasItsBoundAndALargeFrameTravelsAlone() {
    call.ready = false;
    outbox.send(Instructions.probe(1), false);
    outbox.send(large(), false);
    outbox.send(Instructions.probe(2), false);

    call.ready = true;
    outbox.flush();

    assertThat(call.sent).extracting(ToWorker::getFramesCount).containsExactly(1, 1, 1);
  }

  @Test
  void oneUrgentFrameMakesItsBatchUrgent() {
    call.ready = false;
    outbox.send(Instructions.probe(1), false);
    outbox.send(Instructions.cancel(7), true);
    call.ready = true;
    outbox.flush();
    outbox.send(Instructions.probe(2), false);

    assertThat(call.sent).extracting(ToWorker::getInterrupt).containsExactly(true, false);
  }

  @Test
  void whatTheReaderSaysGoesWhenItHasSaidAll() {
    outbox.hold();
    outbox.send(Instructions.probe(1), false);
    outbox.send(Instructions.probe(2), false);
    assertThat(call.sent).isEmpty();

    outbox.release();

    assertThat(call.sent).extracting(ToWorker::getFramesCount).containsExactly(2);
  }

  @Test
  void othersSendWhileTheReaderHolds() throws InterruptedException {
    outbox.hold();
    Thread other = new Thread(() -> outbox.send(Instructions.probe(1), false));
    other.start();
    other.join();

    assertThat(call.sent).hasSize(1);
  }

  @Test
  void nothingIsSentByACallThatIsOver() {
    call.ready = false;
    outbox.send(Instructions.probe(1), false);
    outbox.close();
    call.ready = true;

    outbox.flush();
    outbox.send(Instructions.probe(2), false);

    assertThat(call.sent).isEmpty();
  }

  private static Instruction large() {
    ByteString bytes = ByteString.copyFrom(new byte[1 << 20]);
    return Instruction.newBuilder().setHello(Hello.newBuilder().setDocument(bytes)).build();
  }

  /** Keeps what is sent. */
  private static final class FakeCall extends ClientCall<ToWorker, ToJvm> {

    final List<ToWorker> sent = new ArrayList<>();
    boolean ready = true;
    int takes = Integer.MAX_VALUE;

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void sendMessage(ToWorker message) {
      sent.add(message);
      if (--takes == 0) {
        ready = false;
      }
    }

    @Override
    public void start(Listener<ToJvm> listener, Metadata headers) {}

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(String message, Throwable cause) {}

    @Override
    public void halfClose() {}
  }
}
