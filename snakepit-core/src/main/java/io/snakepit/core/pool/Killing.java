package io.snakepit.core.pool;

import org.jspecify.annotations.Nullable;

/**
 * Why the pool itself ended a worker.
 *
 * @param reason for people, as the end of "was killed by its pool: …"
 * @param because what led to it; null when the reason says it all
 */
record Killing(String reason, @Nullable Throwable because) {}
