package io.snakepit.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.grpc.v1.Probe;
import io.snakepit.grpc.v1.ToWorker;

/** Uses a little of everything that calls use, so that what doesn't go together shows. */
final class LibraryTrial {

  private LibraryTrial() {}

  /**
   * Tries it.
   *
   * @throws LinkageError when a library is missing or of another version than we were built with
   */
  static void run() {
    Instruction probe = Instruction.newBuilder().setProbe(Probe.newBuilder().setNumber(1)).build();
    ToWorker message = ToWorker.newBuilder().addFrames(probe).build();
    try {
      if (!ToWorker.parseFrom(message.toByteArray()).equals(message)) {
        throw new IllegalStateException("a message isn't what it was when read back");
      }
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message can't be read back", e);
    }
    WorkMethod.descriptor();
    Transport transport = Transport.tcp("trial", "127.0.0.1", 1, 1);
    ManagedChannel channel = transport.channel();
    transport.close();
    if (!channel.isShutdown()) {
      throw new IllegalStateException("a channel can't be shut down");
    }
  }
}
