package io.snakepit.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Wakes who is blocked in a read of a pipe, by bytes of our own, the sound: they are written to the
 * other end and taken out again by who reads. As few bytes as these arrive in one piece, but they
 * may be in the midst of a frame, for a worker writes a large one piece by piece.
 *
 * <p>{@link #ring} and {@link #close} may be called on any thread, the rest is for who reads.
 */
final class Bell {

  /** As many as nobody can guess, nor send by chance. */
  private static final int SIZE = 16;

  private static final byte[] NOTHING = {};
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OtherEnd otherEnd;
  private final byte[] sound = new byte[SIZE];

  /** The sound is in the pipe, or about to be. */
  private volatile boolean ringing;

  /** Under this object's monitor. */
  private boolean closed;

  /** What was read last and may be the beginning of the sound. */
  private byte[] held = NOTHING;

  Bell(OtherEnd otherEnd) {
    this.otherEnd = otherEnd;
    RANDOM.nextBytes(sound);
  }

  /**
   * Wakes who is in a read, or comes next. Where there is something to be read anyway, the last
   * sound above all, it does nothing: so it doesn't wait for room in the pipe either, unless that
   * was filled just now; then it waits until somebody reads, or all that could have closed the
   * pipe. Who is woken for the sake of another, who has gone meanwhile, goes on.
   *
   * @throws IOException when the other end can't be opened; nobody was woken then
   */
  void ring() throws IOException {
    OutputStream out = begin();
    if (out == null) {
      return;
    }
    try (out) {
      out.write(sound);
    } catch (IOException e) {
      ringing = false;
      throw e;
    }
  }

  /** Opens the other end, unless it isn't to be rung. What may wait is done without the monitor. */
  private synchronized @Nullable OutputStream begin() throws IOException {
    if (closed || ringing || otherEnd.available() > 0) {
      return null;
    }
    OutputStream out = otherEnd.open();
    ringing = true; // before there is a sound: who reads it has to know
    return out;
  }

  /** Takes the sound out of what was read, if it rings. */
  ByteBuffer silence(ByteBuffer chunk) {
    if (!ringing) {
      return chunk;
    }
    byte[] bytes = joined(held, chunk);
    held = NOTHING;
    int at = indexOfSound(bytes);
    if (bytes.length - at >= SIZE) {
      ringing = false;
      ByteBuffer rest = ByteBuffer.wrap(bytes, at + SIZE, bytes.length - at - SIZE);
      return ByteBuffer.wrap(joined(Arrays.copyOf(bytes, at), rest));
    }
    held = Arrays.copyOfRange(bytes, at, bytes.length);
    return ByteBuffer.wrap(bytes, 0, at);
  }

  /** What was kept back, when nothing more comes. */
  ByteBuffer rest() {
    return ByteBuffer.wrap(held);
  }

  synchronized void close() throws IOException {
    closed = true;
    otherEnd.close();
  }

  /** Where the sound is, or begins at the end; the length where neither is so. */
  private int indexOfSound(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int end = Math.min(at + SIZE, bytes.length);
      if (Arrays.equals(bytes, at, end, sound, 0, end - at)) {
        return at;
      }
      at++;
    }
    return at;
  }

  private static byte[] joined(byte[] first, ByteBuffer second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(first.length + second.remaining());
    all.writeBytes(first);
    byte[] rest = new byte[second.remaining()];
    second.get(rest);
    all.writeBytes(rest);
    return all.toByteArray();
  }
}
