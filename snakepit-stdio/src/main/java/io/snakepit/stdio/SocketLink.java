package io.snakepit.stdio;

import io.snakepit.wire.Threads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames over a Unix socket: a caller that waits can read by itself.
 *
 * <p>The channel is non-blocking throughout. That also keeps a caller's interrupt from closing it,
 * which an interruptible channel does to threads in blocking operations.
 */
final class SocketLink implements Link {

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
  private final Lead lead;

  /** Of who drives. */
  private final Spin spin = new Spin();

  /** Of who has the lead. */
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);

  /** Nothing more is to be read. */
  private volatile boolean ended;

  /**
   * Takes over a connected channel.
   *
   * @throws IOException when it can't be used; closing it is then up to the caller
   */
  SocketLink(String worker, SocketChannel channel, Inbound inbound) throws IOException {
    this.worker = worker;
    this.channel = channel;
    this.inbound = inbound;
    channel.configureBlocking(false);
    this.writer = new SocketWriter(channel); // first: for its buffer there may be no memory
    this.selector = Selector.open();
    this.key = channel.register(selector, SelectionKey.OP_READ);
    this.lead = new Lead(this::needsIoThread, selector::wakeup);
  }

  @Override
  public void start() {
    Threads.make(worker, "io", this::readWhenDue).start();
  }

  @Override
  public long send(OutgoingFrame frame) {
    long place = writer.add(frame);
    flush();
    if (writer.isBlocked()) {
      selector.wakeup();
      lead.attend();
    }
    return place;
  }

  @Override
  public int waiting() {
    return writer.waiting();
  }

  @Override
  public void expectDriver() {
    lead.expectDriver();
  }

  @Override
  public void attend() {
    lead.attend();
  }

  @Override
  public boolean drive(BooleanSupplier done, long nanos) {
    long deadline = System.nanoTime() + nanos;
    if (done.getAsBoolean() || !lead.enter(nanos)) {
      return done.getAsBoolean();
    }
    try {
      long left = nanos;
      while (!done.getAsBoolean()
          && !ended
          && left > 0
          && !Thread.currentThread().isInterrupted()) {
        if (!spin.begin() || !spin(Math.min(left, Spin.NANOS))) {
          turn(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        left = deadline - System.nanoTime();
      }
    } finally {
      lead.leave();
    }
    return done.getAsBoolean();
  }

  @Override
  public void close() {
    ended = true;
    writer.close();
    lead.close();
    try {
      channel.close();
      selector.close();
    } catch (IOException e) {
      LOGGER.debug("closing the socket of worker {}", worker, e);
    }
  }

  private boolean needsIoThread() {
    return inbound.needsReader() || writer.isBlocked();
  }

  private void readWhenDue() {
    lead.beIoThread();
    while (!ended) {
      lead.awaitTurn();
      try {
        while (!ended && lead.keeps()) {
          // With this flag set, waiting would return at once again and again.
          Thread.interrupted();
          turn(0);
        }
      } finally {
        lead.endTurn();
      }
    }
  }

  /** Reads as soon as something comes within a moment. */
  private boolean spin(long nanos) {
    long end = System.nanoTime() + nanos;
    boolean found = false;
    try {
      do {
        found = read();
        Thread.onSpinWait();
      } while (!found && !ended && !writer.isBlocked() && System.nanoTime() - end < 0);
    } catch (IOException e) {
      end(e);
    } finally {
      spin.end(found);
    }
    return found;
  }

  /** Waits for something to do, and does it. */
  private void turn(long timeoutMillis) {
    try {
      if (selector.select(timeoutMillis) > 0) {
        selector.selectedKeys().clear();
        if (key.isWritable()) {
          key.interestOpsAnd(~SelectionKey.OP_WRITE);
          flush();
        }
        if (key.isReadable()) {
          read();
        }
      }
    } catch (ClosedSelectorException | CancelledKeyException e) {
      ended = true;
    } catch (IOException e) {
      end(e);
    }
  }

  /** Reads what is there, and tells whether anything was. */
  private boolean read() throws IOException {
    for (int chunks = 0; chunks < MOST_CHUNKS; chunks++) {
      chunk.clear();
      int count = channel.read(chunk);
      if (count < 0) {
        end(null);
        return true;
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

  private void end(@Nullable IOException cause) {
    if (!ended) {
      ended = true;
      inbound.onEndOfStream(cause);
    }
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
      if (!ended) {
        inbound.onBrokenOutput(e);
      }
    }
  }
}
