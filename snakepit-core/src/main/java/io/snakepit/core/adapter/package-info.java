/** Asks adapters for what they may not return from, without being held up by one that doesn't. */
@NullMarked
package io.snakepit.core.adapter;

import org.jspecify.annotations.NullMarked;
