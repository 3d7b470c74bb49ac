package io.snakepit.testkit.fault;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What goes wrong with one call, or with the worker that carries it. Immutable.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Fault {

  /** What goes wrong. */
  enum Kind {
    CRASH,
    HANG,
    SLOW,
    GARBAGE,
    HALF_FRAME
  }

  /** What timers can count. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final Kind kind;
  private final Duration delay;

  private Fault(Kind kind, Duration delay) {
    this.kind = kind;
    this.delay = delay;
  }

  /**
   * The worker dies while it runs the call.
   *
   * @return the fault
   */
  public static Fault crash() {
    return new Fault(Kind.CRASH, Duration.ZERO);
  }

  /**
   * The call has no outcome and ignores that it is cancelled, until its worker is killed.
   *
   * @return the fault
   */
  public static Fault hang() {
    return new Fault(Kind.HANG, Duration.ZERO);
  }

  /**
   * The worker takes its time before it runs the call.
   *
   * @param delay how long, positive
   * @return the fault
   * @throws IllegalArgumentException when the delay isn't positive
   */
  public static Fault slow(Duration delay) {
    if (delay.isNegative() || delay.isZero()) {
      throw new IllegalArgumentException("delay must be positive, not " + delay);
    }
    return new Fault(Kind.SLOW, delay.compareTo(LONGEST) < 0 ? delay : LONGEST);
  }

  /**
   * The worker answers with bytes that nobody can read. Where its adapter reads the process's
   * standard output, as {@code stdio} does over pipes, the answer's bytes are spoilt; any other
   * worker ends as its adapter would report it: with damage to the wire.
   *
   * @return the fault
   */
  public static Fault garbage() {
    return new Fault(Kind.GARBAGE, Duration.ZERO);
  }

  /**
   * The worker's answer breaks off in its midst, and nothing follows. Where its adapter reads the
   * process's standard output, as {@code stdio} does over pipes, the stream ends there; any other
   * worker ends as one does whose connection broke.
   *
   * @return the fault
   */
  public static Fault halfFrame() {
    return new Fault(Kind.HALF_FRAME, Duration.ZERO);
  }

  Kind kind() {
    return kind;
  }

  Duration delay() {
    return delay;
  }

  @Override
  public String toString() {
    return kind == Kind.SLOW ? kind + " by " + delay : kind.name();
  }
}
