/** The runtime for workers that aren't ours: any executable that speaks a documented wire. */
@NullMarked
package io.snakepit.core.command;

import org.jspecify.annotations.NullMarked;
