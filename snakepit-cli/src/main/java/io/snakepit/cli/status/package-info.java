/** Looks at the pools of running JVMs. */
@NullMarked
package io.snakepit.cli.status;

import org.jspecify.annotations.NullMarked;
