/** What a command prints on standard output. */
@NullMarked
package io.snakepit.cli.output;

import org.jspecify.annotations.NullMarked;
