package io.snakepit.bench;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gRPC server of the benchmarks' own, in Python, and a channel to it over a Unix socket. */
final class GrpcServer implements AutoCloseable {

  private final PythonServer server;
  private final MultiThreadIoEventLoopGroup loop;
  private final ManagedChannel channel;

  /**
   * Starts it and waits until it listens.
   *
   * @param arguments what the script takes after the socket's path
   */
  GrpcServer(String python, Path script, String... arguments) throws IOException {
    Path socket = Files.createTempDirectory(script.getParent(), "grpc").resolve("socket");
    List<String> command = new ArrayList<>(List.of(script.toString(), socket.toString()));
    command.addAll(List.of(arguments));
    server = PythonServer.start(python, command.toArray(String[]::new));
    loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toString()))
            .channelType(EpollDomainSocketChannel.class)
            .withOption(ChannelOption.SO_KEEPALIVE, null)
            .eventLoopGroup(loop)
            .directExecutor()
            .usePlaintext()
            .overrideAuthority("localhost")
            .maxInboundMessageSize(Integer.MAX_VALUE)
            .build();
  }

  ManagedChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
    server.close();
  }
}
