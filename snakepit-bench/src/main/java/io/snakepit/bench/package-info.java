/** Side-by-side measurements: each figure is a ratio to the floor of the same run. */
@NullMarked
package io.snakepit.bench;

import org.jspecify.annotations.NullMarked;
