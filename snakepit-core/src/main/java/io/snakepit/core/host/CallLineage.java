package io.snakepit.core.host;

import io.snakepit.api.Lineage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The lineage that a running attempt gives to the calls made on its behalf. */
public final class CallLineage implements Lineage {

  private static final ThreadLocal<@Nullable CallLineage> CURRENT = new ThreadLocal<>();

  private final @Nullable CallLineage parent;
  private final String tool;
  private final String pool;
  private final String worker;
  private final @Nullable String session;
  private final Map<String, String> metadata;
  private final long deadline;
  private final Object attempt;

  /**
   * Creates a link of the chain.
   *
   * @param parent on whose behalf the attempt itself runs
   * @param session the key of the session that the attempt's call belongs to, or null
   * @param metadata what was sent along with the attempt's call
   * @param deadline the attempt's deadline, which what it calls inherits
   * @param attempt the running attempt, opaque here; its pool knows it again
   */
  public CallLineage(
      @Nullable CallLineage parent,
      String tool,
      String pool,
      String worker,
      @Nullable String session,
      Map<String, String> metadata,
      long deadline,
      Object attempt) {
    this.parent = parent;
    this.tool = tool;
    this.pool = pool;
    this.worker = worker;
    this.session = session;
    this.metadata = metadata;
    this.deadline = deadline;
    this.attempt = attempt;
  }

  /** The lineage of the host tool that the calling thread runs. */
  public static @Nullable CallLineage current() {
    return CURRENT.get();
  }

  /**
   * The nearest link of a chain that is one of ours. An implementation of somebody else is asked
   * here, and not while a lock is held.
   */
  public static @Nullable CallLineage of(@Nullable Lineage lineage) {
    for (Lineage link = lineage; link != null; link = link.parent().orElse(null)) {
      if (link instanceof CallLineage own) {
        return own;
      }
    }
    return null;
  }

  /** On whose behalf it runs itself; null for nobody's. */
  public @Nullable CallLineage ancestor() {
    return parent;
  }

  /** Runs something as part of this lineage. */
  public <T extends @Nullable Object> T run(Callable<T> task) throws Exception {
    CallLineage before = CURRENT.get();
    CURRENT.set(this);
    try {
      return task.call();
    } finally {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }

  @Override
  public Optional<Lineage> parent() {
    return Optional.ofNullable(parent);
  }

  @Override
  public String tool() {
    return tool;
  }

  @Override
  public String pool() {
    return pool;
  }

  @Override
  public String worker() {
    return worker;
  }

  /** The key of its session; null for none. */
  @Nullable String session() {
    return session;
  }

  /** What was sent along with its call. */
  Map<String, String> metadata() {
    return metadata;
  }

  /** The deadline that nested calls inherit. */
  public long deadline() {
    return deadline;
  }

  /** The running attempt. */
  public Object attempt() {
    return attempt;
  }

  @Override
  public String toString() {
    return pool + "/" + tool + "@" + worker;
  }
}
