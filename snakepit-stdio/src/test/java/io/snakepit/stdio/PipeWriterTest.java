package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A pipe that takes nothing although the worker claims to have read. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class PipeWriterTest {

  private final FullPipe pipe = new FullPipe();
  private final PipeWriter writer = new PipeWriter("w", pipe, new NothingComes());

  @AfterEach
  void letGo() {
    pipe.room.countDown();
  }

  @Test
  void whoSendsMeanwhileDoesNotWait() throws Exception {
    Thread first = sendWithoutRoom(1);

    writer.send(FrameEncoder.bare(FrameKind.CANCEL, 2));
    writer.send(FrameEncoder.bare(FrameKind.CANCEL, 3));

    pipe.room.countDown();
    first.join();
    await().untilAsserted(() -> assertThat(pipe.calls()).containsExactly(1, 2, 3));
  }

  @Test
  void whoClosesMeanwhileDoesNotWait() throws Exception {
    Thread first = sendWithoutRoom(1);

    writer.close();

    assertThat(pipe.closed).isFalse();
    pipe.room.countDown();
    first.join();
    assertThat(pipe.closed).isTrue();
  }

  @Test
  void whatThereIsNoMemoryForBreaksIt() {
    Error full = new InternalError("no memory to copy it");
    OutputStream exhausted =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw full;
          }
        };
    List<Throwable> broken = new ArrayList<>();
    PipeWriter breaking =
        new PipeWriter(
            "w",
            exhausted,
            new NothingComes() {
              @Override
              public void onBrokenOutput(IOException cause) {
                broken.add(cause.getCause());
              }
            });

    breaking.send(FrameEncoder.bare(FrameKind.CANCEL, 1));
    breaking.send(FrameEncoder.bare(FrameKind.CANCEL, 2));

    assertThat(broken).containsExactly(full);
    assertThat(breaking.waiting()).isZero();
  }

  private Thread sendWithoutRoom(long call) throws InterruptedException {
    Thread sender = new Thread(() -> writer.send(FrameEncoder.bare(FrameKind.CANCEL, call)));
    sender.start();
    pipe.entered.await();
    return sender;
  }

  /** Takes nothing until there is room. */
  private static final class FullPipe extends OutputStream {

    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch room = new CountDownLatch(1);
    volatile boolean closed;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Override
    public void write(int one) {
      written.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      entered.countDown();
      try {
        room.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      written.write(bytes, offset, length);
    }

    @Override
    public void close() {
      closed = true;
    }

    /** The calls of the frames that were written, in order. */
    long[] calls() {
      ByteBuffer frames = ByteBuffer.wrap(written.toByteArray());
      long[] calls = new long[frames.remaining() / FrameDecoder.PREFIX];
      for (int i = 0; i < calls.length; i++) {
        calls[i] = frames.getLong(i * FrameDecoder.PREFIX + 8);
      }
      return calls;
    }
  }
}
