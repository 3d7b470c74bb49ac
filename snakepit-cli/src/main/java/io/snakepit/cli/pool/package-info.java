/** Pools that a command starts, the tools it brings along, and how long calls take. */
@NullMarked
package io.snakepit.cli.pool;

import org.jspecify.annotations.NullMarked;
