/** What went wrong, as text and as an exit code. */
@NullMarked
package io.snakepit.cli.error;

import org.jspecify.annotations.NullMarked;
