/**
 * Worker processes: starting them, ending them with everything they started, and telling why they
 * died.
 */
@NullMarked
package io.snakepit.core.process;

import org.jspecify.annotations.NullMarked;
