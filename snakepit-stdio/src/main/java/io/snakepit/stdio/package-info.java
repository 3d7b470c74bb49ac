/**
 * The stdio adapter, Java half: framed bytes over a worker's pipes or over a Unix socket.
 *
 * <p>From the outside in: {@link io.snakepit.stdio.StdioAdapter} starts an {@code Opening}, which
 * reaches the worker by a {@code Link} (one implementation for each carrier); a {@code Connection}
 * turns calls into frames and the link's bytes into frames again. What isn't about bytes is in
 * {@link io.snakepit.wire}. The wire itself is described in {@code docs/protocol/stdio.md}.
 */
@NullMarked
package io.snakepit.stdio;

import org.jspecify.annotations.NullMarked;
