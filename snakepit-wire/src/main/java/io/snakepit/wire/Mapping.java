package io.snakepit.wire;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is mapped into memory, until it is unmapped: what waits for the garbage collector to
 * do that keeps the memory of workers that have long been gone. Since Java 22 there is a method for
 * it, which code for Java 17 can only find by its name; before, there is but that of {@code
 * sun.misc.Unsafe}, of which later versions warn.
 */
final class Mapping {

  private static final int JAVA_WITH_ARENAS = 22;
  private static final Logger LOGGER = LoggerFactory.getLogger(Mapping.class);

  /** Ends a mapping. */
  @FunctionalInterface
  private interface End {
    void run() throws ReflectiveOperationException;
  }

  private final ByteBuffer buffer;
  private final End end;

  private Mapping(ByteBuffer buffer, End end) {
    this.buffer = buffer;
    this.end = end;
  }

  /** Maps the beginning of a file, to be read and written. */
  static Mapping of(FileChannel file, long size) throws IOException {
    // Who maps it may be a caller that reads, and is interrupted because its time is up: a channel
    // would close its file then, and nobody had the memory.
    boolean interrupted = Thread.interrupted();
    try {
      return Runtime.version().feature() < JAVA_WITH_ARENAS
          ? plain(file, size)
          : inArena(file, size);
    } catch (InvocationTargetException e) {
      throw new IOException("it can't be mapped", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IOException("it can't be mapped", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Mapping plain(FileChannel file, long size)
      throws IOException, ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Object unsafe = field.get(null);
    Method cleaner = type.getMethod("invokeCleaner", ByteBuffer.class);
    ByteBuffer buffer = file.map(MapMode.READ_WRITE, 0, size);
    return new Mapping(buffer, () -> cleaner.invoke(unsafe, buffer));
  }

  private static Mapping inArena(FileChannel file, long size) throws ReflectiveOperationException {
    Class<?> type = Class.forName("java.lang.foreign.Arena");
    Method map = FileChannel.class.getMethod("map", MapMode.class, long.class, long.class, type);
    Method view = Class.forName("java.lang.foreign.MemorySegment").getMethod("asByteBuffer");
    Method close = type.getMethod("close");
    Object arena = type.getMethod("ofShared").invoke(null);
    ByteBuffer buffer =
        (ByteBuffer) view.invoke(map.invoke(file, MapMode.READ_WRITE, 0, size, arena));
    return new Mapping(buffer, () -> close.invoke(arena));
  }

  /** The memory. Whoever touches it after {@link #unmap} may take the JVM down. */
  ByteBuffer buffer() {
    return buffer;
  }

  /** Unmaps it; nobody may be using it then, or later. */
  void unmap() {
    try {
      end.run();
    } catch (ReflectiveOperationException e) {
      LOGGER.debug("memory stays mapped until it is collected", e);
    }
  }
}
