package io.snakepit.bench;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.snakepit.bench.v1.Block;
import io.snakepit.bench.v1.Number;
import io.snakepit.bench.v1.Numbers;
import java.util.Iterator;

/** What the generated stub of the usual service would be: it makes the same calls. */
final class UsualService implements AutoCloseable {

  static final String NAME = "unary gRPC";

  private static final MethodDescriptor<Numbers, Number> ADD =
      method("Add", MethodType.UNARY, Numbers.getDefaultInstance(), Number.getDefaultInstance());

  private static final MethodDescriptor<Number, Number> COUNT =
      method(
          "Count",
          MethodType.SERVER_STREAMING,
          Number.getDefaultInstance(),
          Number.getDefaultInstance());

  private static final MethodDescriptor<Block, Block> ECHO =
      method("Echo", MethodType.UNARY, Block.getDefaultInstance(), Block.getDefaultInstance());

  private final GrpcServer server;

  UsualService(GrpcServer server) {
    this.server = server;
  }

  /** Adds, and waits for the sum. */
  Number add(Numbers numbers) {
    return ClientCalls.blockingUnaryCall(server.channel(), ADD, CallOptions.DEFAULT, numbers);
  }

  ListenableFuture<Number> addLater(Numbers numbers) {
    return ClientCalls.futureUnaryCall(server.channel().newCall(ADD, CallOptions.DEFAULT), numbers);
  }

  Iterator<Number> count(int most) {
    return ClientCalls.blockingServerStreamingCall(
        server.channel(), COUNT, CallOptions.DEFAULT, Number.newBuilder().setValue(most).build());
  }

  ByteString echo(ByteString data) {
    Block block = Block.newBuilder().setData(data).build();
    return ClientCalls.blockingUnaryCall(server.channel(), ECHO, CallOptions.DEFAULT, block)
        .getData();
  }

  @Override
  public void close() {
    server.close();
  }

  private static <A extends Message, B extends Message> MethodDescriptor<A, B> method(
      String name, MethodType type, A request, B response) {
    return MethodDescriptor.newBuilder(
            ProtoUtils.marshaller(request), ProtoUtils.marshaller(response))
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName("snakepit.bench.v1.Usual", name))
        .build();
  }
}
