package io.snakepit.core.host;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.HostCall;
import io.snakepit.api.Lineage;
import io.snakepit.api.TypeRef;
import io.snakepit.api.ValueException;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.HostRequest;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
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
  @SuppressWarnings("unchecked") // the codec decodes to the type it was asked for, boxed
  public <T> T get(String argument, Class<T> type) {
    return (T) converted(argument, Objects.requireNonNull(type, "type"));
  }

  @Override
  @SuppressWarnings("unchecked") // the codec decodes to the type it was asked for
  public <T> T get(String argument, TypeRef<T> type) {
    return (T) converted(argument, type.type());
  }

  private Object converted(String argument, Type type) {
    Object converted;
    try { // by way of the codec, so that the same conversions hold as for results
      converted = codec.decode(codec.encode(arguments.get(argument), argument), type);
    } catch (ValueException misfit) {
      String inside = misfit.path();
      String dot = inside.isEmpty() || inside.startsWith("[") ? "" : ".";
      throw unfit(argument, ": " + misfit.getMessage(), argument + dot + inside, misfit);
    }
    if (converted == null) {
      throw unfit(argument, " is null or missing", argument, null);
    }
    return converted;
  }

  private ValueException unfit(
      String argument, String why, String path, @Nullable ValueException cause) {
    return new ValueException(
        ErrorCode.TYPE_MISMATCH,
        "argument '" + argument + "' of host tool '" + name() + "'" + why,
        path,
        cause);
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
