package io.snakepit.wire;

import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.OptionSpec;
import io.snakepit.spi.WorkerProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the large attachments of one worker go through memory, as the option {@value #OPTION}
 * says it: not before the worker has offered some. {@link #put} may be called by any thread, the
 * rest under the connection's delivery lock.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Sharing {

  /** From this many bytes on, memory is faster than a pipe or a socket. */
  public static final int LARGE = 32 << 10;

  private static final String OPTION = "memory";
  private static final String AUTO = "auto";
  private static final Logger LOGGER = LoggerFactory.getLogger(Sharing.class);

  private final String worker;
  private final CompletionStage<?> exit;
  private boolean isInvited;
  private volatile @Nullable SharedMemory memory;

  /**
   * Makes that of a worker that has just been launched.
   *
   * @param request what the pool asked for
   * @param process the worker's process
   */
  public Sharing(OpenRequest request, WorkerProcess process) {
    this(request.worker(), process.exit(), isAllowed(request));
  }

  private Sharing(String worker, CompletionStage<?> exit, boolean isInvited) {
    this.worker = worker;
    this.exit = exit;
    this.isInvited = isInvited;
  }

  /**
   * Makes that of a worker that isn't asked, such as one that hasn't been greeted.
   *
   * @return one that is never used
   */
  public static Sharing none() {
    return new Sharing("", new CompletableFuture<>(), false);
  }

  /**
   * The option that an adapter has to declare.
   *
   * @return its description
   */
  public static OptionSpec option() {
    return new OptionSpec(
        OPTION,
        "whether large bytes and arrays go through memory that the worker shares: auto (where"
            + " that can be) or off",
        AUTO,
        List.of(AUTO, "off"));
  }

  /**
   * How the worker is told that it may offer memory.
   *
   * @param request what the pool asked for
   * @return arguments of its command line
   */
  public static List<String> arguments(OpenRequest request) {
    return isAllowed(request)
        ? List.of("--memory", Integer.toString(SharedMemory.MOST_EACH_WAY))
        : List.of();
  }

  private static boolean isAllowed(OpenRequest request) {
    return request.options().getOrDefault(OPTION, AUTO).equals(AUTO);
  }

  /**
   * Opens what is offered.
   *
   * @param offer where it is
   * @return whether this process could open it; if so, it is used from now on
   * @throws WireException when the worker wasn't asked, or has offered before
   */
  public boolean accept(MemoryOffer offer) throws WireException {
    if (!isInvited) {
      throw new WireException("an offer of memory that it wasn't asked for");
    }
    isInvited = false;
    try {
      memory = SharedMemory.open(offer);
      LOGGER.debug("worker {} shares {} bytes each way", worker, offer.eachWay());
      return true;
    } catch (IOException | RuntimeException e) {
      LOGGER.debug("the memory that worker {} offers can't be used", worker, e);
      return false;
    }
  }

  /**
   * Copies an attachment into memory, when it is large and there is room.
   *
   * @param attachment its bytes, from position to limit; neither is moved
   * @return its place, or empty when it has to be in the frame
   */
  public OptionalLong put(ByteBuffer attachment) {
    SharedMemory shared = memory;
    return attachment.remaining() < LARGE || shared == null
        ? OptionalLong.empty()
        : shared.put(attachment);
  }

  /**
   * Copies an attachment out of memory.
   *
   * @param place where the worker says that it is
   * @param length how many bytes it has
   * @return the bytes, in an array of their own
   * @throws WireException when it can't be there
   */
  public ByteBuffer take(long place, int length) throws WireException {
    SharedMemory shared = memory;
    if (shared == null) {
      throw new WireException("something in memory that it doesn't share");
    }
    return shared.take(place, length);
  }

  /** Nothing is read or sent any more: gives it back when the process is gone, too. Idempotent. */
  public void close() {
    SharedMemory shared = memory;
    if (shared != null) {
      exit.whenComplete((how, failure) -> shared.release());
    }
  }
}
