package io.snakepit.stdio;

import io.snakepit.wire.Reminders;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from a pipe, and can be woken: a {@link Bell} rings for whoever has waited too long. */
final class PipeSource implements Source {

  /** What the JDK reads without a copy in between. */
  private static final int CHUNK = 8 << 10;

  /** While much comes. */
  private static final int LARGE_CHUNK = 128 << 10;

  private static final long NEXT_TRY_MILLIS = 10;
  private static final Logger LOGGER = LoggerFactory.getLogger(PipeSource.class);

  private final InputStream input;
  private final OtherEnd otherEnd;
  private final Inbound inbound;
  private final Bell bell;
  private final Alarm alarm = new Alarm(this::wakeUp);
  private final byte[] chunk = new byte[CHUNK];
  private InterruptHook interrupts = new InterruptHook(this::wakeUp);
  private byte[] next = chunk;

  PipeSource(InputStream input, OtherEnd otherEnd, Inbound inbound) {
    this.input = input;
    this.otherEnd = otherEnd;
    this.inbound = inbound;
    this.bell = new Bell(otherEnd);
  }

  @Override
  public boolean poll() throws IOException {
    if (otherEnd.available() == 0) {
      return false;
    }
    deliver(input.read(next));
    return true;
  }

  @Override
  public void await(long nanos) throws IOException {
    deliver(nanos == FOREVER ? input.read(next) : read(nanos));
  }

  private int read(long nanos) throws IOException {
    if (!interrupts.isOpen()) { // each is of use for one interrupt
      interrupts = new InterruptHook(this::wakeUp);
    }
    alarm.set(nanos);
    interrupts.enter();
    try {
      return input.read(next);
    } finally {
      interrupts.leave();
      alarm.off();
    }
  }

  private void deliver(int count) throws IOException {
    if (count < 0) {
      pass(bell.rest());
      throw new EOFException();
    }
    byte[] filled = next;
    next = count < CHUNK ? chunk : filled == chunk ? new byte[LARGE_CHUNK] : filled;
    pass(bell.silence(ByteBuffer.wrap(filled, 0, count)));
  }

  private void pass(ByteBuffer bytes) {
    if (bytes.hasRemaining()) {
      inbound.onBytes(bytes);
    }
  }

  @Override
  public void wakeUp() {
    try {
      bell.ring();
    } catch (IOException e) { // no descriptor can be had
      LOGGER.debug("a read can't be woken now", e);
      Reminders.schedule(NEXT_TRY_MILLIS, this::wakeUp);
    }
  }

  @Override
  public void close() {
    alarm.close();
    try {
      bell.close();
      input.close();
    } catch (IOException e) {
      LOGGER.debug("closing a pipe", e);
    }
  }
}
