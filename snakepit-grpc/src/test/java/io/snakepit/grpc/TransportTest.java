package io.snakepit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.IoHandle;
import io.grpc.netty.shaded.io.netty.channel.IoHandler;
import io.grpc.netty.shaded.io.netty.channel.IoHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.IoRegistration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A channel that can't be made leaves no selector open. */
class TransportTest {

  @Test
  void nothingIsLeftOfOneThatCannotBeMade() throws Exception {
    CountDownLatch destroyed = new CountDownLatch(1);
    NettyChannelBuilder builder = NettyChannelBuilder.forAddress("localhost", 1); // of no type

    assertThatThrownBy(() -> new Transport("w-1", builder, loop -> new Idle(destroyed), 1000))
        .isInstanceOf(IllegalStateException.class);

    assertThat(destroyed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** In place of a selector, does nothing. */
  private record Idle(CountDownLatch destroyed) implements IoHandler {

    @Override
    public int run(IoHandlerContext context) {
      return 0;
    }

    @Override
    public void destroy() {
      destroyed.countDown();
    }

    @Override
    public IoRegistration register(IoHandle handle) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void wakeup() {}

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
      return true;
    }
  }
}
