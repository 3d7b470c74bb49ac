package io.snakepit.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snakepit.wire.MemoryOffer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/** Memory that a worker shares, whose side the test plays: straight from the wire's document. */
final class WorkerMemory implements AutoCloseable {

  static final int EACH_WAY = 1 << 20;

  /** Makes it, says where it is, and lives as long as its input is open. */
  private static final String SCRIPT =
      """
      import fcntl, os, sys
      descriptor = os.memfd_create(sys.argv[1], os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
      os.ftruncate(descriptor, int(sys.argv[2]))
      fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, int(sys.argv[3]))
      print(descriptor, flush=True)
      sys.stdin.read()
      """;

  private static final int SHRINK = 2;

  final RandomAccessFile file;

  private final String name = UUID.randomUUID().toString();
  private final Process process;
  private final int descriptor;

  private WorkerMemory(int size, int seals) throws IOException {
    process =
        new ProcessBuilder(
                "python3", "-c", SCRIPT, name, Integer.toString(size), Integer.toString(seals))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader().readLine();
    descriptor = Integer.parseInt(line);
    file = new RandomAccessFile("/proc/" + process.pid() + "/fd/" + descriptor, "rw");
  }

  /** As it should be. */
  static WorkerMemory sealed() throws IOException {
    return new WorkerMemory(2 * EACH_WAY, SHRINK);
  }

  /** Memory that its worker could make shorter. */
  static WorkerMemory unsealed() throws IOException {
    return new WorkerMemory(2 * EACH_WAY, 0);
  }

  /** Memory that has less than it says. */
  static WorkerMemory tooShort() throws IOException {
    return new WorkerMemory(2 * EACH_WAY - 1, SHRINK);
  }

  /** The frame that offers it. */
  byte[] offer() {
    byte[] text = name.getBytes(UTF_8);
    ByteBuffer head = ByteBuffer.allocate(16 + text.length);
    head.putLong(process.pid()).putInt(descriptor).putInt(EACH_WAY).put(text);
    return WireWriter.frame(0x8B, 0, 0, head.array());
  }

  /** What the frame that offers it says. */
  MemoryOffer asOffer() {
    return new MemoryOffer(process.pid(), descriptor, EACH_WAY, name);
  }

  /** Puts bytes into the worker's half. */
  long put(byte[] bytes) throws IOException {
    long place = EACH_WAY + 64;
    file.seek(place);
    file.write(bytes);
    return place;
  }

  /** Takes what the JVM has put, and says so. */
  byte[] take(long place, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(place);
    file.readFully(bytes);
    file.seek(place - 8);
    file.write(ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(1).array());
    return bytes;
  }

  /** What stands in a frame for what is in memory. */
  static byte[] place(long place) {
    return ByteBuffer.allocate(8).putLong(place).array();
  }

  /** A frame with attachments of such lengths, that are all at one place in memory. */
  static byte[] frame(int kind, int flags, long call, String body, long place, int... lengths) {
    byte[][] places = new byte[lengths.length][];
    Arrays.fill(places, place(place));
    byte[] frame = WireWriter.frame(kind, flags, call, body.getBytes(UTF_8), places);
    for (int i = 0; i < lengths.length; i++) {
      ByteBuffer.wrap(frame).putInt(16 + 4 * i, lengths[i] | 1 << 31);
    }
    return frame;
  }

  /** Whether this JVM has it in its memory. */
  boolean isMapped() throws IOException {
    return Files.readString(Path.of("/proc/self/maps")).contains(name);
  }

  /** How often this JVM has it open; the test itself does so once, until it is closed. */
  long descriptors() throws IOException {
    try (var places = Files.list(Path.of("/proc/self/fd"))) {
      return places.filter(this::leadsHere).count();
    }
  }

  private boolean leadsHere(Path place) {
    try {
      return Files.readSymbolicLink(place).toString().contains(name);
    } catch (IOException e) {
      return false; // that of the listing, closed by now
    }
  }

  /** Waits until nobody has it any more, once it is closed. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  @Override
  public void close() throws IOException {
    file.close();
    process.getOutputStream().close();
  }
}
