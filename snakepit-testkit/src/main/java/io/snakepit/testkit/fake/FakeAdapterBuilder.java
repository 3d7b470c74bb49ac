package io.snakepit.testkit.fake;

import io.snakepit.api.Capability;
import java.util.EnumSet;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Scripts the workers of a {@link FakeAdapter}. For one thread.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FakeAdapterBuilder {

  private final FakeTools tools;
  private Set<Capability> capabilities =
      EnumSet.of(
          Capability.STREAMING,
          Capability.CANCELLATION,
          Capability.HOST_CALLS,
          Capability.REENTRANT,
          Capability.BINARY,
          Capability.EXACT_NUMBERS);
  private int concurrency = 1;
  private boolean inline;
  private int diesOnCall;
  private FakeOpening opening = FakeOpening.atOnce();
  private @Nullable String helloAnswer;

  FakeAdapterBuilder(FakeTools tools) {
    this.tools = tools;
  }

  /**
   * Sets what adapter and workers can do.
   *
   * @param value by default all but MULTIPLEXING, SHARED_MEMORY and REMOTE
   * @return this
   */
  public FakeAdapterBuilder capabilities(Set<Capability> value) {
    capabilities = value.isEmpty() ? EnumSet.noneOf(Capability.class) : EnumSet.copyOf(value);
    return this;
  }

  /**
   * Sets how many calls a worker runs at once, if its pool asks for as many. More than 1 adds
   * MULTIPLEXING.
   *
   * @param value at least 1, the default
   * @return this
   */
  public FakeAdapterBuilder concurrency(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1, not " + value);
    }
    concurrency = value;
    return this;
  }

  /**
   * Runs tools on the threads that begin calls, request items or cancel, so that nothing happens
   * later or elsewhere: for benchmarks, and for tests that step through. Streams wait for credit
   * without holding a thread; a tool that blocks, blocks {@code begin}.
   *
   * @return this
   */
  public FakeAdapterBuilder inline() {
    inline = true;
    return this;
  }

  /**
   * Makes each worker die when it is to run its nth call.
   *
   * @param value n, from 1; 0 for never, the default
   * @return this
   */
  public FakeAdapterBuilder diesOnCall(int value) {
    diesOnCall = value;
    return this;
  }

  /**
   * Sets what happens before a worker says hello.
   *
   * @param value by default it says hello at once
   * @return this
   */
  public FakeAdapterBuilder opening(FakeOpening value) {
    opening = value;
    return this;
  }

  /**
   * Sets what a worker answers to the hello, as an error of its.
   *
   * @param json the answer; by default it tells what the worker can do
   * @return this
   */
  public FakeAdapterBuilder helloAnswer(String json) {
    helloAnswer = json;
    return this;
  }

  /**
   * Makes the adapter.
   *
   * @return the adapter
   */
  public FakeAdapter build() {
    Set<Capability> effective = EnumSet.noneOf(Capability.class);
    effective.addAll(capabilities);
    if (concurrency > 1) {
      effective.add(Capability.MULTIPLEXING);
    }
    return new FakeAdapter(
        new FakeScript(
            tools, Set.copyOf(effective), concurrency, inline, diesOnCall, opening, helloAnswer));
  }
}
