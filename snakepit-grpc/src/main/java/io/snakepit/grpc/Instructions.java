package io.snakepit.grpc;

import com.google.protobuf.ByteString;
import io.snakepit.grpc.v1.Call;
import io.snakepit.grpc.v1.Cancel;
import io.snakepit.grpc.v1.Content;
import io.snakepit.grpc.v1.Credit;
import io.snakepit.grpc.v1.Hello;
import io.snakepit.grpc.v1.HostReply;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.MemoryAnswer;
import io.snakepit.grpc.v1.Probe;
import io.snakepit.grpc.v1.Stop;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import io.snakepit.wire.FrameTooLargeException;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** Makes the frames to the worker. Those with a payload keep the frame limit. */
final class Instructions {

  private final int limit;
  private final Contents contents;

  Instructions(int limit, Contents contents) {
    this.limit = limit;
    this.contents = contents;
  }

  static Instruction hello(ByteBuffer offer) {
    Hello hello = Hello.newBuilder().setDocument(ByteString.copyFrom(offer.duplicate())).build();
    return Instruction.newBuilder().setHello(hello).build();
  }

  static Instruction credit(long call, int items) {
    Credit credit = Credit.newBuilder().setCall(call).setItems(items).build();
    return Instruction.newBuilder().setCredit(credit).build();
  }

  static Instruction cancel(long call) {
    return Instruction.newBuilder().setCancel(Cancel.newBuilder().setCall(call)).build();
  }

  static Instruction probe(long number) {
    return Instruction.newBuilder().setProbe(Probe.newBuilder().setNumber(number)).build();
  }

  static Instruction memoryAnswer(boolean accepted) {
    MemoryAnswer answer = MemoryAnswer.newBuilder().setRefused(!accepted).build();
    return Instruction.newBuilder().setMemoryAnswer(answer).build();
  }

  static Instruction stop() {
    return Instruction.newBuilder().setStop(Stop.getDefaultInstance()).build();
  }

  Instruction call(CallHead head, Payload arguments) throws FrameTooLargeException {
    Call.Builder call =
        Call.newBuilder()
            .setCall(head.id())
            .setTool(head.tool())
            .setStream(head.stream())
            .setAnnounce(head.announce())
            .setCredit(head.credit())
            .setBudgetMicros(head.budgetMicros())
            .setParent(head.parent())
            .setSession(head.session())
            .putAllMetadata(head.metadata());
    return fitting(
        arguments, content -> Instruction.newBuilder().setCall(call.setArguments(content)).build());
  }

  Instruction hostReply(long call, long hostCall, boolean failed, Payload payload)
      throws FrameTooLargeException {
    HostReply.Builder reply =
        HostReply.newBuilder().setCall(call).setHostCall(hostCall).setFailed(failed);
    return fitting(
        payload,
        content -> Instruction.newBuilder().setHostReply(reply.setContent(content)).build());
  }

  /**
   * Nothing is put into memory for a frame that isn't sent: its place would never come back. So a
   * frame has to fit as if nothing could be there; what is large enough to be there takes less in
   * the frame then.
   */
  private Instruction fitting(Payload payload, Function<Content, Instruction> frame)
      throws FrameTooLargeException {
    check(payload.size());
    Instruction whole = frame.apply(Contents.whole(payload));
    check(Integer.toUnsignedLong(whole.getSerializedSize())); // an int, which can overflow
    return payload.attachments().isEmpty() ? whole : frame.apply(contents.write(payload));
  }

  private void check(long size) throws FrameTooLargeException {
    if (size > limit) {
      throw new FrameTooLargeException("the message", size, limit, "limits.frame-bytes");
    }
  }
}
