package io.snakepit.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of a tool, as an immutable value: each method returns a changed copy.
 *
 * <pre>{@code
 * Call call = Call.of("predict").arg("x", 1).timeout(Duration.ofSeconds(2)).idempotent();
 * }</pre>
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Call {

  private static final Duration UNLIMITED = Duration.ZERO;

  private final String tool;
  private final Map<String, @Nullable Object> arguments;
  private final Options options;

  /** What most calls leave at its default. */
  private record Options(
      @Nullable Duration timeout,
      boolean idempotent,
      @Nullable String near,
      Map<String, String> metadata,
      @Nullable Consumer<? super Progress> onProgress,
      @Nullable Lineage lineage) {
    static final Options NONE = new Options(null, false, null, Map.of(), null, null);
  }

  private Call(String tool, Map<String, @Nullable Object> arguments, Options options) {
    this.tool = tool;
    this.arguments = arguments;
    this.options = options;
  }

  /**
   * Begins a call without arguments.
   *
   * @param tool the tool's name, not empty, without lone surrogates
   * @return the call
   * @throws IllegalArgumentException when it isn't such a name
   */
  public static Call of(String tool) {
    if (tool.isEmpty()) {
      throw new IllegalArgumentException("a call needs the name of a tool");
    }
    if (!isUtf8(tool)) {
      throw new IllegalArgumentException(
          "the name of a tool has a lone surrogate, which UTF-8 can't carry");
    }
    return new Call(tool, Map.of(), Options.NONE);
  }

  /**
   * Adds an argument, or replaces it.
   *
   * @param name the parameter's name
   * @param value the value, as {@code docs/values.md} allows; may be null
   * @return the changed copy
   */
  public Call arg(String name, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(arguments);
    changed.put(Objects.requireNonNull(name, "name"), value);
    return new Call(tool, Collections.unmodifiableMap(changed), options);
  }

  /**
   * Adds arguments, or replaces them.
   *
   * @param more parameter name to value
   * @return the changed copy
   */
  public Call args(Map<String, ? extends @Nullable Object> more) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(arguments);
    more.forEach((name, value) -> changed.put(Objects.requireNonNull(name, "name"), value));
    return new Call(tool, Collections.unmodifiableMap(changed), options);
  }

  /**
   * Sets the time the call may take in all: queueing, running and nested calls. The deadline is
   * fixed when the call is made.
   *
   * @param timeout a positive duration
   * @return the changed copy
   * @throws IllegalArgumentException when it isn't positive
   */
  public Call timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "a timeout must be positive, not " + DurationText.of(timeout));
    }
    return with(
        timeout,
        options.idempotent,
        options.near,
        options.metadata,
        options.onProgress,
        options.lineage);
  }

  /**
   * Lets the call take for ever.
   *
   * @return the changed copy
   */
  public Call withoutTimeout() {
    return with(
        UNLIMITED,
        options.idempotent,
        options.near,
        options.metadata,
        options.onProgress,
        options.lineage);
  }

  /**
   * States that running the tool twice does no harm: after the death of its worker the call is made
   * again, within its deadline and up to {@link RetryConfig#attempts()} times in all. A stream is
   * made again only as long as it has given no item; a call of a session never is.
   *
   * @return the changed copy
   */
  public Call idempotent() {
    return with(
        options.timeout, true, options.near, options.metadata, options.onProgress, options.lineage);
  }

  /**
   * Prefers the worker that served the same key last, when it is idle. A hint: no state, no
   * waiting.
   *
   * @param key any key
   * @return the changed copy
   */
  public Call near(String key) {
    return with(
        options.timeout,
        options.idempotent,
        Objects.requireNonNull(key, "key"),
        options.metadata,
        options.onProgress,
        options.lineage);
  }

  /**
   * Adds metadata, which travels to the tool ({@code context.metadata}). It belongs to this call
   * alone: calls that host tools make for it don't inherit it. A wire may bound its size: on {@code
   * stdio} a key or value of more than 65,535 bytes of UTF-8 fails the call with {@link
   * ErrorCode#CALL_TOO_LARGE}.
   *
   * @param key the key, without lone surrogates
   * @param value the value, without lone surrogates
   * @return the changed copy
   * @throws IllegalArgumentException when one of them has a lone surrogate, which UTF-8 can't carry
   */
  public Call metadata(String key, String value) {
    if (!isUtf8(key) || !isUtf8(value)) {
      throw new IllegalArgumentException(
          "the metadata '" + key + "' has a lone surrogate, which UTF-8 can't carry");
    }
    Map<String, String> changed = new LinkedHashMap<>(options.metadata);
    changed.put(key, value);
    return with(
        options.timeout,
        options.idempotent,
        options.near,
        Collections.unmodifiableMap(changed),
        options.onProgress,
        options.lineage);
  }

  /**
   * Receives what the tool reports through {@code context.progress}, one at a time, on the executor
   * of {@link SnakepitConfig#executor()}. The last reports may come after the call's outcome.
   *
   * @param listener called for each report; when it falls behind, older reports are dropped in
   *     favour of newer ones
   * @return the changed copy
   */
  public Call onProgress(Consumer<? super Progress> listener) {
    return with(
        options.timeout,
        options.idempotent,
        options.near,
        options.metadata,
        Objects.requireNonNull(listener, "listener"),
        options.lineage);
  }

  /**
   * States on behalf of which running call this one is made. Needed only where a host tool calls
   * from another thread than the one it was called on: on that one it is the default.
   *
   * @param lineage from {@link HostCall#lineage()}
   * @return the changed copy
   */
  public Call within(Lineage lineage) {
    return with(
        options.timeout,
        options.idempotent,
        options.near,
        options.metadata,
        options.onProgress,
        Objects.requireNonNull(lineage, "lineage"));
  }

  private static boolean isUtf8(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (Character.isSurrogate(text.charAt(index))) { // one of a pair, or lone
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
      }
    }
    return true;
  }

  private Call with(
      @Nullable Duration timeout,
      boolean idempotent,
      @Nullable String near,
      Map<String, String> metadata,
      @Nullable Consumer<? super Progress> onProgress,
      @Nullable Lineage lineage) {
    return new Call(
        tool, arguments, new Options(timeout, idempotent, near, metadata, onProgress, lineage));
  }

  /**
   * The tool's name.
   *
   * @return the name
   */
  public String tool() {
    return tool;
  }

  /**
   * The arguments.
   *
   * @return parameter name to value, unmodifiable, in the order given
   */
  public Map<String, @Nullable Object> arguments() {
    return arguments;
  }

  /**
   * The timeout that was set.
   *
   * @return empty for the pool's default, {@link Duration#ZERO} for none at all
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(options.timeout);
  }

  /**
   * Whether the call may be made again after the death of its worker.
   *
   * @return true when {@link #idempotent()} was called
   */
  public boolean isIdempotent() {
    return options.idempotent;
  }

  /**
   * The affinity key.
   *
   * @return the key of {@link #near(String)}
   */
  public Optional<String> near() {
    return Optional.ofNullable(options.near);
  }

  /**
   * The metadata.
   *
   * @return key to value, unmodifiable
   */
  public Map<String, String> metadata() {
    return options.metadata;
  }

  /**
   * The progress listener.
   *
   * @return the listener of {@link #onProgress(Consumer)}
   */
  public Optional<Consumer<? super Progress>> progressListener() {
    return Optional.ofNullable(options.onProgress);
  }

  /**
   * The lineage that was set.
   *
   * @return the value of {@link #within(Lineage)}; empty for the calling thread's own
   */
  public Optional<Lineage> lineage() {
    return Optional.ofNullable(options.lineage);
  }

  /** Equal are calls of one tool with equal arguments, made in the same way: as tests compare. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Call that
        && tool.equals(that.tool)
        && arguments.equals(that.arguments)
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tool, arguments, options);
  }

  /** The tool and the names of its arguments, for logs: a value may be a secret. */
  @Override
  public String toString() {
    return "Call[" + tool + arguments.keySet() + "]";
  }
}
