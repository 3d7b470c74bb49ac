package io.snakepit.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufAllocator;
import io.grpc.netty.shaded.io.netty.buffer.UnpooledByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.IoHandlerFactory;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.snakepit.wire.Threads;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel to one worker, with a thread of its own that reads and writes. */
final class Transport {

  /** How much larger than a frame a message may be: it may hold several. */
  private static final int BATCH_ROOM = 1 << 20;

  /** Unix systems hold socket paths in a field of about this size. */
  private static final int LONGEST_PATH = 99;

  /**
   * Callers' threads fill buffers, too: one that pools them would leave its cache with these
   * threads, and in it the class loader of an application that is long gone.
   */
  private static final ByteBufAllocator BUFFERS = new UnpooledByteBufAllocator(true, true);

  private static final Logger LOGGER = LoggerFactory.getLogger(Transport.class);

  private final ManagedChannel channel;
  private final EventLoopGroup loop;

  Transport(String worker, NettyChannelBuilder builder, IoHandlerFactory handlers, int frameLimit) {
    loop =
        new MultiThreadIoEventLoopGroup(
            1, (Runnable body) -> Threads.make(worker, "io", body), handlers);
    try {
      channel =
          builder
              .eventLoopGroup(loop)
              .withOption(ChannelOption.ALLOCATOR, BUFFERS)
              // What reads hands on at once and never blocks.
              .directExecutor()
              .usePlaintext()
              .overrideAuthority("localhost")
              // A worker is here: neither proxies nor name services have a say.
              .proxyDetector(target -> null)
              .disableServiceConfigLookUp()
              .disableRetry()
              .maxInboundMessageSize(
                  (int) Math.min((long) frameLimit + BATCH_ROOM, Integer.MAX_VALUE))
              .build();
    } catch (RuntimeException | Error impossible) {
      end(loop); // it holds a selector
      throw impossible;
    }
  }

  static Transport unix(String worker, Path path, int frameLimit) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(new PlainlyNamed(path.toString()))
            .channelType(EpollDomainSocketChannel.class)
            // gRPC sets it, and Netty warns that such a channel has no such option.
            .withOption(ChannelOption.SO_KEEPALIVE, null);
    return new Transport(worker, builder, EpollIoHandler.newFactory(), frameLimit);
  }

  static Transport tcp(String worker, String host, int port, int frameLimit) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(new InetSocketAddress(host, port))
            .channelType(NioSocketChannel.class);
    return new Transport(worker, builder, NioIoHandler.newFactory(), frameLimit);
  }

  /** Whether Unix sockets work here: Netty's need its native code, which is there for Linux. */
  static boolean hasUnixSockets() {
    return Epoll.isAvailable();
  }

  /** Whether a socket's path isn't too long for every system. */
  static boolean fits(Path path) {
    return path.toString().getBytes(UTF_8).length <= LONGEST_PATH;
  }

  /** A socket of which gRPC makes a URI from its text, which a path with umlauts would not be. */
  private static final class PlainlyNamed extends DomainSocketAddress {

    private static final long serialVersionUID = 1;

    PlainlyNamed(String path) {
      super(path);
    }

    @Override
    public String toString() {
      return "worker";
    }
  }

  ManagedChannel channel() {
    return channel;
  }

  /** Runs something on the thread that reads and writes; nothing when the transport has ended. */
  void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOGGER.debug("the transport has ended", e);
    }
  }

  /** Ends everything. Never blocks; idempotent. */
  void close() {
    channel.shutdownNow();
    end(loop);
  }

  private static void end(EventLoopGroup loop) {
    loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
  }
}
