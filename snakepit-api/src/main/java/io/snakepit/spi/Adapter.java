package io.snakepit.spi;

import io.snakepit.api.Capability;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apiguardian.api.API;

/**
 * How to talk to workers. Stateless: one instance serves all pools. All methods may be called by
 * several threads. They MUST return at once: for all but {@link #open} the thread that starts
 * Snakepit, or changes a pool, waits. While it chooses it waits for each adapter no longer than for
 * a worker ({@link io.snakepit.api.TimeoutConfig#start()}): one that has not answered by then can't
 * be used, and the thread that is in there is interrupted.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Adapter {

  /**
   * The name users choose it by.
   *
   * @return lower case, as {@code stdio}; unique among the adapters present
   */
  String name();

  /**
   * What it can do at best. What runtime or worker can't do is taken away.
   *
   * @return the capabilities, the same at each call
   */
  Set<Capability> capabilities();

  /**
   * Starts or connects a worker and shakes hands with it. MUST NOT block. On failure it leaves
   * nothing behind: no process, no file, no thread.
   *
   * <p>Called on a thread that the core can leave behind. It is interrupted when the start budget
   * has passed, or the pool is closed, and MUST return then; a worker that comes later is stopped.
   * An adapter that keeps several threads all the same is asked for no worker until one returns.
   *
   * @param request what to open, and the means
   * @return completes with a worker that is ready for calls, or fails within the start budget; with
   *     {@link WorkerOpenException} where the adapter can say what went wrong, with {@link
   *     io.snakepit.api.ConfigurationException} when an option's value can't be right, and with
   *     what {@link Handshake#accept} has thrown, unchanged
   */
  CompletionStage<Worker> open(OpenRequest request);

  /**
   * Whether it can be used here and now. When it can't, no other method but {@link #name()} is
   * called.
   *
   * @return the answer with reason and remedy
   */
  default Availability availability() {
    return Availability.usable();
  }

  /**
   * Its rank when a pool names none: the highest that can be used serves, ties go to the first name
   * in the alphabet.
   *
   * @return any number; 0 by default
   */
  default int priority() {
    return 0;
  }

  /**
   * The documented wire it speaks: what an executable that brings its own worker side must speak.
   *
   * @return the name by default
   */
  default String wire() {
    return name();
  }

  /**
   * Its worker-side half for a language.
   *
   * @param language as {@link WorkerRuntime#language()} says it
   * @return empty when workers in that language must bring their own
   */
  default Optional<WorkerSide> workerSide(String language) {
    return Optional.empty();
  }

  /**
   * The options it understands. Others are refused before it sees them, and so are values that
   * aren't among the {@linkplain OptionSpec#choices choices} of an option.
   *
   * @return one description for each
   */
  default List<OptionSpec> options() {
    return List.of();
  }
}
