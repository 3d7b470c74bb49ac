package io.snakepit.stdio;

import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.WorkerProcess;
import io.snakepit.wire.SharedMemory;
import io.snakepit.wire.WireException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a worker may offer memory to put large attachments into, as the option {@value #OPTION}
 * says it, and what becomes of its offer. One thread at a time accepts.
 */
final class Sharing {

  static final String OPTION = "memory";
  static final String AUTO = "auto";
  static final List<String> CHOICES = List.of(AUTO, "off");

  private static final Logger LOGGER = LoggerFactory.getLogger(Sharing.class);

  private final String worker;
  private final WorkerProcess process;
  private boolean isInvited;
  private volatile @Nullable SharedMemory memory;

  Sharing(OpenRequest request, WorkerProcess process) {
    this.worker = request.worker();
    this.process = process;
    this.isInvited = isAllowed(request);
  }

  /** How the worker is told: arguments of its command line. */
  static List<String> arguments(OpenRequest request) {
    return isAllowed(request)
        ? List.of("--memory", Integer.toString(SharedMemory.MOST_EACH_WAY))
        : List.of();
  }

  private static boolean isAllowed(OpenRequest request) {
    return request.options().getOrDefault(OPTION, AUTO).equals(AUTO);
  }

  /**
   * Opens what is offered; empty where this process can't.
   *
   * @throws WireException when the worker wasn't asked, or has offered before
   */
  Optional<SharedMemory> accept(MemoryOffer offer) throws WireException {
    if (!isInvited) {
      throw new WireException("an offer of memory that it wasn't asked for");
    }
    isInvited = false;
    try {
      memory = SharedMemory.open(offer.pid(), offer.descriptor(), offer.name(), offer.eachWay());
      return Optional.of(memory);
    } catch (IOException | RuntimeException e) {
      LOGGER.debug("the memory that worker {} offers can't be used", worker, e);
      return Optional.empty();
    }
  }

  /** Nothing is read or sent any more: gives it back when the process is gone, too. Idempotent. */
  void close() {
    SharedMemory shared = memory;
    if (shared != null) {
      process.exit().whenComplete((exit, failure) -> shared.release());
    }
  }
}
