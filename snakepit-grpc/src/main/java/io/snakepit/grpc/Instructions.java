package io.snakepit.grpc;

import com.google.protobuf.ByteString;
import io.snakepit.grpc.v1.Call;
import io.snakepit.grpc.v1.Cancel;
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
    check(arguments.size());
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
    if (!arguments.attachments().isEmpty()) { // few calls have some, and to build it twice costs
      check(call.build().getSerializedSize() + arguments.size());
    }
    call.setArguments(contents.write(arguments));
    return checked(Instruction.newBuilder().setCall(call).build());
  }

  Instruction hostReply(long call, long hostCall, boolean failed, Payload payload)
      throws FrameTooLargeException {
    check(payload.size());
    HostReply reply =
        HostReply.newBuilder()
            .setCall(call)
            .setHostCall(hostCall)
            .setFailed(failed)
            .setContent(contents.write(payload))
            .build();
    return checked(Instruction.newBuilder().setHostReply(reply).build());
  }

  private Instruction checked(Instruction frame) throws FrameTooLargeException {
    check(frame.getSerializedSize());
    return frame;
  }

  /**
   * What isn't a message yet is looked at first: the size of a message is an int, which can
   * overflow, and nothing may be put into memory for one that isn't sent.
   */
  private void check(long size) throws FrameTooLargeException {
    if (size > limit) {
      throw new FrameTooLargeException("the message", size, limit, "limits.frame-bytes");
    }
  }
}
