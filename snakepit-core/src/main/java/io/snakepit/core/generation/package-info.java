/** Generations: what all workers of a pool have in common, and how one of them is opened. */
@NullMarked
package io.snakepit.core.generation;

import org.jspecify.annotations.NullMarked;
