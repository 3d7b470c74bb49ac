package io.snakepit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SharedMemoryTest {

  /** More than is reserved at once. */
  private static final int EACH_WAY = 96 << 10;

  @TempDir Path folder;
  private Path path;

  /** The worker's. */
  private RandomAccessFile file;

  private RandomAccessFile opened;
  private SharedMemory memory;

  @BeforeEach
  void shareAFile() throws IOException {
    path = folder.resolve("memory");
    file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(2 * EACH_WAY);
    opened = new RandomAccessFile(path.toFile(), "rw");
    memory = SharedMemory.map(opened, EACH_WAY);
  }

  @AfterEach
  void release() throws IOException {
    memory.release();
    file.close();
  }

  private byte[] read(long place, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(place);
    file.readFully(bytes);
    return bytes;
  }

  private void write(long place, byte[] bytes) throws IOException {
    file.seek(place);
    file.write(bytes);
  }

  private long mark(long place) throws IOException {
    return ByteBuffer.wrap(read(place - 8, 8)).order(ByteOrder.nativeOrder()).getLong();
  }

  private void mark(long place, long value) throws IOException {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(value).array();
    write(place - 8, bytes);
  }

  @Test
  void putsDataIntoTheFirstHalfBehindAMarkThatSaysItIsFull() throws Exception {
    mark(64, 7);
    ByteBuffer data = ByteBuffer.wrap("<hello>".getBytes(UTF_8)).position(1).limit(6);

    assertThat(memory.put(data)).hasValue(64);

    assertThat(mark(64)).isZero();
    assertThat(read(64, 5)).isEqualTo("hello".getBytes(UTF_8));
    assertThat(data.remaining()).isEqualTo(5);
  }

  @Test
  void touchesNothingBehindTheData() throws Exception {
    write(EACH_WAY, new byte[] {5});
    memory.put(ByteBuffer.allocate(EACH_WAY - 64));

    assertThat(read(EACH_WAY, 1)).containsExactly(5);
  }

  @Test
  void keepsWhatIsThereWhenItNeedsMore() throws Exception {
    memory.put(ByteBuffer.wrap("hello".getBytes(UTF_8)));
    memory.put(ByteBuffer.wrap("world".getBytes(UTF_8)));

    assertThat(read(64, 5)).isEqualTo("hello".getBytes(UTF_8));
    assertThat(read(192, 5)).isEqualTo("world".getBytes(UTF_8));
  }

  @Test
  void usesAPlaceAgainWhenTheWorkerHasTakenWhatWasThere() throws Exception {
    ByteBuffer most = ByteBuffer.allocate(EACH_WAY - 64);
    memory.put(most);

    assertThat(memory.put(ByteBuffer.allocate(1))).isEmpty();
    mark(64, 1);
    assertThat(memory.put(ByteBuffer.wrap("hello".getBytes(UTF_8)))).hasValue(64);
    assertThat(memory.put(ByteBuffer.wrap("world".getBytes(UTF_8)))).hasValue(192);
    assertThat(read(64, 5)).isEqualTo("hello".getBytes(UTF_8));
    assertThat(read(192, 5)).isEqualTo("world".getBytes(UTF_8));
  }

  @Test
  void hasNoRoomForWhatIsLargerThanAHalf() {
    assertThat(memory.put(ByteBuffer.allocate(EACH_WAY - 63))).isEmpty();
    assertThat(memory.put(ByteBuffer.allocateDirect(EACH_WAY - 64))).hasValue(64);
  }

  @Test
  void hasNoRoomWhereTheSystemHasNone() throws Exception {
    memory.put(ByteBuffer.allocate(100));
    opened.close();

    assertThat(memory.put(ByteBuffer.allocate(1))).isEmpty();
    assertThat(memory.put(ByteBuffer.allocate(EACH_WAY - 256))).isEmpty();
    mark(64, 1);
    assertThat(memory.put(ByteBuffer.allocate(100))).hasValue(64);
  }

  @Test
  void takesACopyOfWhatTheWorkerHasPutAndMarksItAsTaken() throws Exception {
    int place = EACH_WAY + 128;
    write(place, "hello".getBytes(UTF_8));

    ByteBuffer taken = memory.take(place, 5);
    write(place, new byte[5]);

    assertThat(taken).isEqualTo(ByteBuffer.wrap("hello".getBytes(UTF_8)));
    assertThat(taken.capacity()).isEqualTo(5);
    assertThat(mark(place)).isEqualTo(1);
  }

  @Test
  void refusesPlacesThatArentInTheWorkersHalf() throws Exception {
    long[][] wrong = {
      {64, 1},
      {EACH_WAY, 1},
      {EACH_WAY + 65, 1},
      {EACH_WAY + 64, EACH_WAY - 63},
      {2 * EACH_WAY, 1},
      {-64, 1},
      {Long.MAX_VALUE - 63, 1},
      {1L << 32, 1},
      {EACH_WAY + 64, Integer.MAX_VALUE},
    };
    for (long[] place : wrong) {
      assertThatThrownBy(() -> memory.take(place[0], (int) place[1]))
          .isInstanceOf(WireException.class)
          .hasMessage(place[1] + " bytes at " + place[0] + " of its memory: not in its half");
    }
    assertThat(memory.take(EACH_WAY + 64, EACH_WAY - 64).remaining()).isEqualTo(EACH_WAY - 64);
  }

  /** As a caller may be that reads what the worker sends, offers too. */
  @Test
  void canBeMappedByAThreadThatIsInterruptedAndStaysSo() throws Exception {
    try (RandomAccessFile other = new RandomAccessFile(path.toFile(), "rw")) {
      Thread.currentThread().interrupt();
      SharedMemory mapped = SharedMemory.map(other, EACH_WAY);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(mapped.put(ByteBuffer.allocate(1))).hasValue(64);
      mapped.release();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void mapsNoMoreThanTheFileHas() throws Exception {
    for (long eachWay : new long[] {0, -64, 63, EACH_WAY + 64, 1L << 40}) {
      assertThatThrownBy(() -> SharedMemory.map(opened, eachWay))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(Long.toString(eachWay));
    }
    assertThat(file.length()).isEqualTo(2 * EACH_WAY);
  }

  @Test
  void mapsNoMoreThanAWorkerMayOffer() throws Exception {
    long more = SharedMemory.MOST_EACH_WAY + 64;
    file.setLength(2 * more); // all of it a hole, which takes no room

    assertThatThrownBy(() -> SharedMemory.map(opened, more))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(Long.toString(more));
  }

  @Test
  @EnabledOnOs(OS.LINUX) // elsewhere nobody can open what another process has open
  void opensNothingButWhatWasOffered() throws Exception {
    try (var places = Files.list(Path.of("/proc/self/fd"))) {
      long descriptor =
          places
              .filter(place -> leadsTo(place, path))
              .mapToLong(place -> Long.parseLong(place.getFileName().toString()))
              .findFirst()
              .orElseThrow();
      long pid = ProcessHandle.current().pid();
      assertThatThrownBy(
              () -> SharedMemory.open(new MemoryOffer(pid, descriptor, EACH_WAY, "memory")))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("and not memory");
      assertThatThrownBy(() -> SharedMemory.open(new MemoryOffer(pid, 1 << 20, EACH_WAY, "memory")))
          .isInstanceOf(IOException.class);
    }
    assertThat(file.length()).isEqualTo(2 * EACH_WAY);
  }

  private static boolean leadsTo(Path place, Path path) {
    try {
      return Files.isSameFile(place, path);
    } catch (IOException e) {
      return false; // that of the listing, closed by now
    }
  }

  @Test
  void isNoneWhenItIsReleased() throws Exception {
    memory.put(ByteBuffer.allocate(1)); // whose mark would be looked at, where there is none
    memory.release();
    memory.release();

    assertThat(memory.put(ByteBuffer.allocate(1))).isEmpty();
    assertThatThrownBy(() -> memory.take(EACH_WAY + 64, 1))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("after its end");
    assertThatThrownBy(opened::length).isInstanceOf(IOException.class);
  }

  /** What touches memory that isn't mapped any more takes the JVM down. */
  @Test
  void staysMappedAsLongAsSomebodyUsesIt() throws Exception {
    ExecutorService users = Executors.newFixedThreadPool(2);
    for (int round = 0; round < 50; round++) {
      CountDownLatch inUse = new CountDownLatch(2);
      Future<?> puts = users.submit(() -> putUntilTheEnd(inUse));
      Future<?> takes = users.submit(() -> takeUntilTheEnd(inUse));
      inUse.await();
      memory.release();
      puts.get();
      takes.get();
      opened = new RandomAccessFile(path.toFile(), "rw");
      memory = SharedMemory.map(opened, EACH_WAY);
    }
    users.shutdown();
  }

  private @Nullable Void putUntilTheEnd(CountDownLatch inUse) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(EACH_WAY - 64);
    while (memory.put(data).isPresent()) {
      mark(64, 1);
      inUse.countDown();
    }
    return null;
  }

  private @Nullable Void takeUntilTheEnd(CountDownLatch inUse) {
    assertThatThrownBy(
            () -> {
              while (memory.take(EACH_WAY + 64, EACH_WAY - 64).hasRemaining()) {
                inUse.countDown();
              }
            })
        .hasMessageContaining("after its end");
    return null;
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isntMappedAnyMoreWhenItIsReleased() throws Exception {
    Path maps = Path.of("/proc/self/maps");
    assertThat(Files.readString(maps)).contains(path.toRealPath().toString());
    memory.release();

    assertThat(Files.readString(maps)).doesNotContain(path.toRealPath().toString());
  }
}
