package io.snakepit.stdio;

import static java.util.concurrent.TimeUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What may wait for others to be written is written with them, or at the end of the pause. */
@Timeout(60)
class GatherTest {

  private static final String WORKER = "gather-1";

  private SocketLink link;
  private SocketChannel worker;
  private Thread ioThread;

  @BeforeEach
  void pause(@TempDir Path directory) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
      server.bind(address);
      worker = SocketChannel.open(address);
      link = new SocketLink(WORKER, server.accept(), new Paused());
    }
    link.start();
    worker.write(ByteBuffer.allocate(1)); // after it has been read, there is a pause
    await().until(this::isPaused);
    worker.configureBlocking(false);
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    LockSupport.unpark(ioThread);
    worker.close();
  }

  @Test
  void aFrameThatMayWaitGoesBeforeTheNextOne() throws IOException {
    link.sendSoon(FrameEncoder.bare(FrameKind.CANCEL, 1));
    assertThat(worker.read(ByteBuffer.allocate(1))).isZero();

    link.send(FrameEncoder.bare(FrameKind.CANCEL, 2));
    assertThat(readCall()).isEqualTo(1);
    assertThat(readCall()).isEqualTo(2);
  }

  @Test
  void aFrameThatMayWaitGoesAtTheEndOfThePause() throws IOException {
    link.sendSoon(FrameEncoder.bare(FrameKind.CANCEL, 1));
    assertThat(worker.read(ByteBuffer.allocate(1))).isZero();

    LockSupport.unpark(ioThread);
    assertThat(readCall()).isEqualTo(1);
  }

  private boolean isPaused() {
    ioThread =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().contains(WORKER))
            .findAny()
            .orElse(null);
    return ioThread != null && LockSupport.getBlocker(ioThread) == link;
  }

  /** Reads a frame without contents, and gives the call that it is for. */
  private long readCall() {
    ByteBuffer frame = ByteBuffer.allocate(16);
    await().until(() -> worker.read(frame) >= 0 && !frame.hasRemaining());
    return frame.getLong(8);
  }

  /** Wants a long pause after whatever was read. */
  private static final class Paused implements Inbound {

    private volatile boolean read;

    @Override
    public void onBytes(ByteBuffer chunk) {
      read = true;
    }

    @Override
    public void onEndOfStream(@Nullable IOException cause) {}

    @Override
    public void onBrokenOutput(IOException cause) {}

    @Override
    public boolean needsReader() {
      return true;
    }

    @Override
    public long pauseNanos() {
      return read ? HOURS.toNanos(1) : 0;
    }
  }
}
