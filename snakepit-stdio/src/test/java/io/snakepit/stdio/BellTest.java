package io.snakepit.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class BellTest {

  private final FakeProcess process = new FakeProcess(java.util.List.of());
  private final OtherEnd otherEnd = OtherEnd.ofStdout(process).orElseThrow();
  private final Bell bell = new Bell(otherEnd);

  @AfterEach
  void end() throws IOException {
    bell.close();
    process.fromWorker.close();
  }

  @Test
  void itWakesAReadAndIsNotHeard() throws Exception {
    CompletableFuture<ByteBuffer> read = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                read.complete(readOnce(100));
              } catch (IOException e) {
                read.completeExceptionally(e);
              }
            });
    reader.start();
    await().until(() -> isIn(reader, "readBytes"));
    bell.ring();

    ByteBuffer bytes = read.get(30, TimeUnit.SECONDS);
    assertThat(bytes.remaining()).isEqualTo(16);
    assertThat(bell.silence(bytes).hasRemaining()).isFalse();
    bell.ring();
    assertThat(otherEnd.available()).isEqualTo(16);
  }

  @Test
  void whileItRingsItIsNotRungAgain() throws Exception {
    bell.ring();
    bell.ring();

    assertThat(otherEnd.available()).isEqualTo(16);
  }

  @Test
  void whereSomethingIsToBeReadItNeedNotRing() throws Exception {
    process.fromWorker.sink().write(ByteBuffer.wrap(new byte[1]));
    await().until(() -> otherEnd.available() == 1);
    bell.ring();

    assertThat(otherEnd.available()).isEqualTo(1);
  }

  @Test
  void closedItIsNotRung() throws Exception {
    bell.close();
    bell.ring();

    process.fromWorker.sink().write(ByteBuffer.wrap(new byte[1]));
    assertThat(readOnce(100).remaining()).isEqualTo(1);
  }

  /** The pipe was empty when it looked, and is full when it writes. */
  @Test
  void whoClosesItDoesNotWaitForOneThatWaitsForRoom() throws Exception {
    Process full = new ProcessBuilder("cat", "/dev/zero").start();
    try (FileInputStream empty = new FileInputStream("/dev/null")) {
      await().until(() -> full.getInputStream().available() == 64 << 10);
      Path pipe = Descriptors.pipesFrom(full.pid()).iterator().next();
      Bell late = new Bell(new OtherEnd(empty, Descriptors.placesOf(pipe).get(0)));
      Thread ringer = new Thread(() -> ring(late));
      ringer.start();
      await().until(() -> isIn(ringer, "writeBytes"));

      CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> close(late));
      closing.get(10, TimeUnit.SECONDS);
      assertThat(ringer.isAlive()).isTrue();
    } finally {
      full.destroyForcibly();
    }
  }

  @Test
  void thePipeEndsWithItsWorkerAllTheSame() throws Exception {
    bell.ring();
    bell.silence(readOnce(100));
    process.fromWorker.sink().close();

    assertThat(process.stdout().read()).isEqualTo(-1);
  }

  /** However the bytes before and after it are dealt out, and however much they are like it. */
  @Test
  void itsSoundIsTakenOutOfWhateverIsAroundIt() throws Exception {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      bell.ring();
      byte[] sound = new byte[16];
      readOnce(16).get(sound);
      byte[] before = like(sound, random);
      byte[] after = like(sound, random);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(before);
      all.writeBytes(sound);
      all.writeBytes(after);

      byte[] heard = passThrough(all.toByteArray(), random);

      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      rest.writeBytes(before);
      rest.writeBytes(after);
      assertThat(heard).isEqualTo(rest.toByteArray());
    }
  }

  @Test
  void whatOnlyBeginsLikeItIsGivenBackAtTheEnd() throws Exception {
    bell.ring();
    ByteBuffer sound = readOnce(16);
    ByteBuffer beginning = sound.duplicate().limit(5);

    assertThat(bell.silence(beginning.duplicate()).hasRemaining()).isFalse();
    assertThat(bell.rest()).isEqualTo(beginning);
  }

  private byte[] passThrough(byte[] bytes, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(1 + random.nextInt(20), bytes.length - at);
      ByteBuffer rest = bell.silence(ByteBuffer.wrap(bytes, at, size));
      while (rest.hasRemaining()) {
        out.write(rest.get());
      }
      at += size;
    }
    return out.toByteArray();
  }

  /** Bytes that hold beginnings of the sound, but not the sound. */
  private static byte[] like(byte[] sound, Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int pieces = random.nextInt(4); pieces > 0; pieces--) {
      bytes.write(sound, 0, random.nextInt(sound.length));
    }
    return bytes.toByteArray();
  }

  private ByteBuffer readOnce(int most) throws IOException {
    InputStream in = process.stdout();
    byte[] bytes = new byte[most];
    int count = in.read(bytes);
    return ByteBuffer.wrap(bytes, 0, count);
  }

  private static boolean isIn(Thread thread, String method) {
    StackTraceElement[] stack = thread.getStackTrace();
    return stack.length > 0 && stack[0].getMethodName().startsWith(method);
  }

  private static void ring(Bell bell) {
    try {
      bell.ring();
    } catch (IOException e) {
      // There is nobody left who reads.
    }
  }

  private static void close(Bell bell) {
    try {
      bell.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
