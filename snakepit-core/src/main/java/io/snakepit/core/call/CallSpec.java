package io.snakepit.core.call;

import io.snakepit.api.Progress;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.host.CallLineage;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.Payload;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a call is; fixed when it is made.
 *
 * @param arguments written with {@code codec}
 * @param session the session it belongs to, or null
 * @param lineage on whose behalf it is made, or null
 * @param deadline absolute, on the pool's {@link Timer}; {@link Timer#NEVER} for none
 * @param timeout how long it may take by its own configuration, for people; null where its deadline
 *     is that of a call it is nested in, zero for ever
 * @param queueDeadline until when it may wait for its first worker
 */
public record CallSpec(
    String tool,
    Payload arguments,
    Codec codec,
    boolean stream,
    @Nullable SessionRef session,
    Map<String, String> metadata,
    boolean idempotent,
    @Nullable String near,
    @Nullable CallLineage lineage,
    long deadline,
    @Nullable Duration timeout,
    long queueDeadline,
    @Nullable Consumer<? super Progress> onProgress) {

  /** The worker's tool that drops the state of a call's session. */
  public static final String SESSION_END = "$session.end";

  /** Whether it is made by Snakepit itself, and not by the application. */
  public boolean isInternal() {
    return tool.startsWith("$");
  }
}
