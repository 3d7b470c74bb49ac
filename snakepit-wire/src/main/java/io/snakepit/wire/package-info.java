/**
 * What adapters to worker processes have in common, whatever their bytes look like: the order in
 * which a call's frames may come, who is told when a worker dies and in which order, the journal of
 * what it had still to say, memory that it shares, the greeting, probes and answers of host calls.
 *
 * <p>An adapter makes a {@link io.snakepit.wire.WireConnection} for each worker and a {@link
 * io.snakepit.wire.WireExchange} for each call, and brings to them nothing but how its frames are
 * written and read. Nobody has to use this: an adapter needs the SPI alone.
 */
@NullMarked
package io.snakepit.wire;

import org.jspecify.annotations.NullMarked;
