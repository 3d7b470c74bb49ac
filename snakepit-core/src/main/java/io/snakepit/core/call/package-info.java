/** One call's life, from its making to its outcome, whatever worker carries it. */
@NullMarked
package io.snakepit.core.call;

import org.jspecify.annotations.NullMarked;
