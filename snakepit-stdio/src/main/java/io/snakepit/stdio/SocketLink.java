package io.snakepit.stdio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames over a Unix socket.
 *
 * <p>The channel is non-blocking throughout. That also keeps a caller's interrupt from closing it,
 * which an interruptible channel does to threads in blocking operations.
 */
final class SocketLink implements Link, Source {

  private static final Logger LOGGER = LoggerFactory.getLogger(SocketLink.class);

  private static final int CHUNK = 128 << 10;

  /** Full chunks to read before somebody looks at the clock again. */
  private static final int MOST_CHUNKS = 16;

  private final String worker;
  private final SocketChannel channel;
  private final Inbound inbound;
  private final Selector selector;
  private final SelectionKey key;
  private final SocketWriter writer;
  private final LedReading reading;

  /** Of who has the lead. */
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

  /**
   * Takes over a connected channel.
   *
   * @throws IOException when it can't be used; closing it is then up to the caller
   */
  @SuppressWarnings("this-escape") // nothing is read before the start
  SocketLink(String worker, SocketChannel channel, Inbound inbound) throws IOException {
    this.worker = worker;
    this.channel = channel;
    this.inbound = inbound;
    channel.configureBlocking(false);
    this.writer = new SocketWriter(channel); // first: for its buffer there may be no memory
    this.selector = Selector.open();
    this.key = channel.register(selector, SelectionKey.OP_READ);
    Lead lead = new Lead(() -> inbound.needsReader() || writer.isBlocked(), selector::wakeup);
    this.reading = new LedReading(worker, this, inbound, lead, new Spin());
  }

  @Override
  public void start() {
    reading.start();
  }

  @Override
  public long send(OutgoingFrame frame) {
    long place = writer.add(frame);
    flush();
    if (writer.isBlocked()) {
      selector.wakeup();
      reading.attend();
    }
    return place;
  }

  @Override
  public int waiting() {
    return writer.waiting();
  }

  @Override
  public void expectDriver() {
    reading.expectDriver();
  }

  @Override
  public void attend() {
    reading.attend();
  }

  @Override
  public boolean drive(BooleanSupplier done, long nanos) {
    return reading.drive(done, nanos);
  }

  @Override
  public void close() {
    writer.close();
    reading.close();
    try {
      channel.close();
      selector.close();
    } catch (IOException e) {
      LOGGER.debug("closing the socket of worker {}", worker, e);
    }
  }

  @Override
  public boolean mustAwait() {
    return writer.isBlocked();
  }

  @Override
  public void wakeUp() {
    selector.wakeup();
  }

  @Override
  public void await(long nanos) throws IOException {
    try {
      // 0 is for ever
      long millis = nanos == FOREVER ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
      if (selector.select(millis) > 0) {
        selector.selectedKeys().clear();
        if (key.isWritable()) {
          key.interestOpsAnd(~SelectionKey.OP_WRITE);
          flush();
        }
        if (key.isReadable()) {
          poll();
        }
      }
    } catch (ClosedSelectorException | CancelledKeyException e) {
      throw closed(e);
    }
  }

  @Override
  public boolean poll() throws IOException {
    for (int chunks = 0; chunks < MOST_CHUNKS; chunks++) {
      chunk.clear();
      int count = channel.read(chunk);
      if (count < 0) {
        throw new EOFException();
      }
      if (count > 0) {
        inbound.onBytes(chunk.flip());
      }
      if (count < CHUNK) {
        return chunks > 0 || count > 0;
      }
    }
    return true;
  }

  private void flush() {
    try {
      writer.flush();
      if (writer.isBlocked()) {
        key.interestOpsOr(SelectionKey.OP_WRITE);
      }
    } catch (CancelledKeyException | ClosedSelectorException e) {
      writer.close();
    } catch (IOException e) {
      writer.close();
      if (!reading.isOver()) {
        inbound.onBrokenOutput(e);
      }
    }
  }

  private static ClosedChannelException closed(RuntimeException cause) {
    ClosedChannelException closed = new ClosedChannelException();
    closed.initCause(cause);
    return closed;
  }
}
