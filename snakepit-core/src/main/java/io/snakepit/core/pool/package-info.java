/** Pools: workers, the queue before them, placement, supervision and sessions. */
@NullMarked
package io.snakepit.core.pool;

import org.jspecify.annotations.NullMarked;
