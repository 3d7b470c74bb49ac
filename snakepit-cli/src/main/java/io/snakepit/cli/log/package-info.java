/** What is logged, as lines for a terminal. */
@NullMarked
package io.snakepit.cli.log;

import org.jspecify.annotations.NullMarked;
