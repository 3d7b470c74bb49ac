/** Clock and timer behind everything that waits, so that tests can drive time. */
@NullMarked
package io.snakepit.core.time;

import org.jspecify.annotations.NullMarked;
