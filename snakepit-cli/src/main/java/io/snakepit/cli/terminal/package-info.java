/** What is shown to the person in front of it. */
@NullMarked
package io.snakepit.cli.terminal;

import org.jspecify.annotations.NullMarked;
