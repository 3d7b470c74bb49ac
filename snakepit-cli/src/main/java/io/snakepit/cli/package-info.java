/** The {@code snakepit} command: its subcommands and their options. */
@NullMarked
package io.snakepit.cli;

import org.jspecify.annotations.NullMarked;
