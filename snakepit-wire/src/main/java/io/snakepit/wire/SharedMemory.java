package io.snakepit.wire;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory that a worker shares with this JVM: what is large is copied into it by one and out of it
 * by the other, and the wire carries only the place. The first half is written here, the other by
 * the worker. In front of each piece of data is a mark, set by who has copied it out.
 *
 * <p>It is a file without a name that the worker has made and this JVM opens by way of {@code
 * /proc}: nothing stays behind however either of them ends. Nobody can make it shorter, for then
 * this JVM would be hurt. Safe for use by several threads.
 */
final class SharedMemory {

  /** The bytes each way that a worker may offer: one piece of 64 MiB, and its mark. */
  static final int MOST_EACH_WAY = (64 << 20) + (64 << 10);

  private static final int CHUNK = 64 << 10;
  private static final int MARK_SIZE = Long.BYTES;
  private static final long FULL = 0;
  private static final long TAKEN = 1;
  private static final VarHandle MARK =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final Logger LOGGER = LoggerFactory.getLogger(SharedMemory.class);

  private final RandomAccessFile file;
  private final Mapping mapping;
  private final ByteBuffer memory;
  private final int eachWay;
  private final Outgoing outgoing;
  private final Incoming incoming = new Incoming();
  private final AtomicBoolean released = new AtomicBoolean();

  private SharedMemory(RandomAccessFile file, Mapping mapping, int eachWay) {
    this.file = file;
    this.mapping = mapping;
    this.memory = mapping.buffer();
    this.eachWay = eachWay;
    this.outgoing = new Outgoing(eachWay);
  }

  /**
   * Opens what a worker offers.
   *
   * @return the memory, to be released when the worker is gone
   * @throws IOException when it can't be opened or isn't what it should be
   */
  static SharedMemory open(MemoryOffer offer) throws IOException {
    Path place =
        Path.of("/proc", Long.toString(offer.pid()), "fd", Long.toString(offer.descriptor()));
    String target = Files.readSymbolicLink(place).toString();
    // A wrong number may be that of any other file.
    if (!target.equals("/memfd:" + offer.name() + " (deleted)")) {
      throw new IOException(place + " is " + target + " and not " + offer.name());
    }
    RandomAccessFile file = new RandomAccessFile(place.toFile(), "rw");
    try {
      if (canBeMadeShorter(file)) {
        throw new IOException(place + " isn't sealed: it can be made shorter");
      }
      return map(file, offer.eachWay());
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private static boolean canBeMadeShorter(RandomAccessFile file) throws IOException {
    long length = file.length();
    try {
      file.setLength(length - 1);
    } catch (IOException e) {
      return file.length() < length;
    }
    return true;
  }

  /** Maps a file, which it closes when it is released. */
  static SharedMemory map(RandomAccessFile file, long eachWay) throws IOException {
    if (eachWay <= 0 || eachWay > MOST_EACH_WAY || eachWay % Regions.LINE != 0) {
      throw new IOException(eachWay + " bytes each way");
    }
    if (file.length() < 2 * eachWay) { // to map more would make it longer
      throw new IOException(file.length() + " bytes are not twice " + eachWay);
    }
    return new SharedMemory(file, Mapping.of(file.getChannel(), 2 * eachWay), (int) eachWay);
  }

  /**
   * Copies bytes into the memory.
   *
   * @param data the bytes, from position to limit; neither is moved
   * @return where the worker finds them, or empty when there is no room now
   */
  OptionalLong put(ByteBuffer data) {
    return outgoing.put(data);
  }

  /**
   * Copies bytes out of the memory, and gives their place back to the worker.
   *
   * @param place where the worker says that they are
   * @param length how many
   * @return the bytes, in an array of their own
   * @throws WireException when they can't be there
   */
  ByteBuffer take(long place, int length) throws WireException {
    return incoming.take(place, length);
  }

  /**
   * Gives the memory back to the system, when the worker is gone. It can't be used after that;
   * idempotent.
   */
  void release() {
    if (released.getAndSet(true)) {
      return;
    }
    outgoing.close();
    incoming.close();
    mapping.unmap();
    try {
      file.close();
    } catch (IOException e) {
      LOGGER.debug("closing the memory of a worker that is gone", e);
    }
  }

  /** The half that is written here. */
  private final class Outgoing {

    private final Regions regions;
    private boolean closed;

    /** Up to here the system has given what it promised. */
    private int reserved;

    Outgoing(int end) {
      regions = new Regions(0, end);
    }

    synchronized OptionalLong put(ByteBuffer data) {
      if (closed) {
        return OptionalLong.empty();
      }
      regions.reclaim(place -> (long) MARK.getAcquire(memory, place - MARK_SIZE) == TAKEN);
      OptionalInt place = regions.take(data.remaining());
      if (place.isEmpty()) {
        return OptionalLong.empty();
      }
      int at = place.getAsInt();
      if (!reserve(at + data.remaining())) {
        regions.undo();
        return OptionalLong.empty();
      }
      MARK.setRelease(memory, at - MARK_SIZE, FULL);
      memory.put(at, data, data.position(), data.remaining());
      return OptionalLong.of(at);
    }

    /**
     * Has a system that is out of memory say so here: a first touch would hit whatever this JVM is
     * doing then.
     */
    private boolean reserve(int end) {
      if (end <= reserved) {
        return true;
      }
      try {
        byte[] zeros = new byte[Math.min(CHUNK, end - reserved)];
        file.seek(reserved);
        while (reserved < end) {
          int count = Math.min(zeros.length, end - reserved);
          file.write(zeros, 0, count);
          reserved += count;
        }
        return true;
      } catch (IOException e) {
        LOGGER.debug("there is no more memory to share with a worker", e);
        return false;
      }
    }

    synchronized void close() {
      closed = true;
    }
  }

  /** The half that the worker writes. */
  private final class Incoming {

    private boolean closed;

    synchronized ByteBuffer take(long place, int length) throws WireException {
      if (place % Regions.LINE != 0
          || place < (long) eachWay + Regions.LINE
          || place > 2L * eachWay - length) {
        throw new WireException(length + " bytes at " + place + " of its memory: not in its half");
      }
      if (closed) {
        throw new WireException("something in memory after its end");
      }
      byte[] bytes = new byte[length];
      memory.get((int) place, bytes);
      MARK.setRelease(memory, (int) place - MARK_SIZE, TAKEN);
      return ByteBuffer.wrap(bytes);
    }

    synchronized void close() {
      closed = true;
    }
  }
}
