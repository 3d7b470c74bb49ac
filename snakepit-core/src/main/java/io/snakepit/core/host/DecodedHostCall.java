package io.snakepit.core.host;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.HostCall;
import io.snakepit.api.Lineage;
import io.snakepit.api.ValueException;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.HostRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host call with its arguments decoded. */
final class DecodedHostCall implements HostCall {

  private final HostRequest request;
  private final Codec codec;
  private final CallLineage lineage;
  private final Timer timer;
  private final Map<String, @Nullable Object> arguments;

  @SuppressWarnings(
      "unchecked") // arguments are a map with string keys by docs/protocol/contents.md
  DecodedHostCall(HostRequest request, Codec codec, CallLineage lineage, Timer timer) {
    this.request = request;
    this.codec = codec;
    this.lineage = lineage;
    this.timer = timer;
    if (!(codec.decode(request.arguments()) instanceof Map<?, ?> map)) {
      throw new ValueException(
          ErrorCode.TYPE_MISMATCH, "the arguments of a host call must be a map", "", null);
    }
    this.arguments = (Map<String, @Nullable Object>) map;
  }

  @Override
  public String name() {
    return request.tool();
  }

  @SuppressWarnings("NullAway") // javac 17 reads no annotations of type arguments from class files
  @Override
  public Map<String, @Nullable Object> arguments() {
    return arguments;
  }

  @Override
  public <T> T get(String argument, Class<T> type) {
    Object value = arguments.get(argument);
    if (value == null) {
      throw new ValueException(
          ErrorCode.TYPE_MISMATCH,
          "argument '" + argument + "' of host tool '" + name() + "' is missing or null",
          argument,
          null);
    }
    // by way of the codec, so that the same conversions hold as for results
    Object converted = codec.decode(codec.encode(value, argument), type);
    if (converted == null) {
      throw new ValueException(
          ErrorCode.TYPE_MISMATCH, "argument '" + argument + "' is null", argument, null);
    }
    @SuppressWarnings("unchecked") // the codec decodes to the type it was asked for, boxed
    T result = (T) converted;
    return result;
  }

  @Override
  public Optional<Duration> remaining() {
    return lineage.deadline() == Timer.NEVER
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, lineage.deadline() - timer.nanoTime())));
  }

  @Override
  public Optional<String> session() {
    return Optional.ofNullable(lineage.session());
  }

  @Override
  public Map<String, String> metadata() {
    return lineage.metadata();
  }

  @Override
  public Lineage lineage() {
    return lineage;
  }
}
